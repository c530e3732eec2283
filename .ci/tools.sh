# shellcheck shell=bash
# What the scripts at the root need of the machine: which tools, how to tell that one is there, how to install it.
# Sourced, never run. It changes nothing until require_tools is called.

# With a newer compiler than this, the Error Prone that still runs on 17 is untried.
newest_jdk=24
oldest_maven=3.6.3

# One line a tool: word | a command that succeeds where the tool is there | Debian packages, the first to be had is
# taken | the tool in plain words. A tool that comes later is one line more.
tool_table() {
    cat << 'TABLE'
jdk   | find_jdk       | openjdk-17-jdk-headless openjdk-21-jdk-headless default-jdk-headless | a JDK of version 17 to 24, with javac
maven | command -v mvn | maven                                                                | Maven 3.6.3 or later
picard | command -v PicardCommandLine | picard-tools | Picard, which turns BAM into FASTQ
kallisto | command -v kallisto | kallisto | kallisto, which finds the transcripts of reads
pizzly | command -v pizzly | pizzly | pizzly, which finds fusions among them
docker | command -v docker | docker.io | Docker, which steps run in containers by
docker-registry | command -v docker-registry | docker-registry | docker-registry, which tests look images up in
debootstrap | command -v debootstrap | debootstrap | debootstrap, which makes images for tests
zsh | command -v zsh | zsh | zsh, in which completions are tested
TABLE
}

say() { printf '%s\n' "$*"; }

# The environment is wrong, and only the user can mend it: exit code 4, as everywhere in Cohort.
give_up() {
    printf '%s\n' "$@" >&2
    exit 4
}

# tool_field WORD COLUMN
tool_field() {
    tool_table | awk -F'|' -v word="$1" -v column="$2" '
        { key = $1; gsub(/ /, "", key) }
        key == word { sub(/^ +/, "", $column); sub(/ +$/, "", $column); print $column; exit }'
}

# --- the JDK ---------------------------------------------------------------------------------------------------------

# The major version of the JDK in a directory; nothing where there is none that can compile.
jdk_version() {
    local home=$1 line
    [ -x "$home/bin/javac" ] || return 0
    if [ -r "$home/release" ]; then
        line=$(grep '^JAVA_VERSION=' "$home/release" || true)
    else
        line=$("$home/bin/javac" -version 2>&1 || true)
    fi
    printf '%s\n' "$line" | sed -n 's/^[^0-9]*\([0-9][0-9]*\).*/\1/p'
}

jdk_candidates() {
    local javac
    [ -z "${JAVA_HOME:-}" ] || say "$JAVA_HOME"
    javac=$(command -v javac || true)
    [ -z "$javac" ] || dirname "$(dirname "$(readlink -f "$javac")")"
    printf '%s\n' /usr/lib/jvm/* /opt/java/* "${HOME:-/nowhere}"/.sdkman/candidates/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home
}

# Prints the home of the JDK to build with: 17 where it is there, for that is what the jars promise to run on; else
# the newest that the checkers can live with.
find_jdk() {
    local home version best='' best_version=0
    while IFS= read -r home; do
        version=$(jdk_version "$home")
        case $version in
            17) say "$home" && return 0 ;;
            '') continue ;;
        esac
        if [ "$version" -gt "$best_version" ] && [ "$version" -gt 17 ] && [ "$version" -le "$newest_jdk" ]; then
            best=$home best_version=$version
        fi
    done < <(jdk_candidates)
    [ -n "$best" ] && say "$best"
}

# Makes this script and all it starts use the JDK that find_jdk names.
use_jdk() {
    JAVA_HOME=$(find_jdk)
    PATH=$JAVA_HOME/bin:$PATH
    export JAVA_HOME PATH
}

# --- installing ------------------------------------------------------------------------------------------------------

is_there() {
    local probe
    probe=$(tool_field "$1" 2)
    # The probe is a command and its arguments, from the table above.
    # shellcheck disable=SC2086
    $probe > /dev/null 2>&1
}

# The words among those given whose tools are not on this machine.
missing_among() {
    local word
    for word in "$@"; do
        is_there "$word" || say "$word"
    done
}

# Whether apt can install a package. "default" may be any version, so it counts only where it is one that serves.
is_to_be_had() {
    local candidate major
    candidate=$(apt-cache policy "$1" 2> /dev/null | sed -n 's/^ *Candidate: //p')
    case $candidate in '' | '(none)') return 1 ;; esac
    [ "$1" = default-jdk-headless ] || return 0
    major=$(printf '%s\n' "$candidate" | sed -n 's/^[0-9]*:\{0,1\}1\.\([0-9]*\).*/\1/p')
    [ "${major:-0}" -ge 17 ] && [ "${major:-0}" -le "$newest_jdk" ]
}

# The first package of a tool that this distribution has; the first of all where none is known, to be named in full.
package_of() {
    local packages package
    packages=$(tool_field "$1" 3)
    for package in $packages; do
        if is_to_be_had "$package"; then
            say "$package"
            return
        fi
    done
    say "${packages%% *}"
}

packages_of() {
    local word
    for word in "$@"; do
        package_of "$word"
    done | paste -s -d ' ' -
}

in_plain_words() {
    local word
    for word in "$@"; do
        say "  - $(tool_field "$word" 4)"
    done
}

# How this user becomes root: prints nothing for root, "sudo" where it works, and fails where there is no way.
# A password is asked for only where somebody is there to type it.
way_to_root() {
    [ "$(id -u)" -ne 0 ] || return 0
    command -v sudo > /dev/null || return 1
    if ! sudo -n true 2> /dev/null; then
        [ -t 0 ] && [ "${CI:-}" != true ] || return 1
        say 'Tools are missing; sudo may ask for your password to install them.' >&2
        sudo -v || return 1
    fi
    say sudo
}

# install_packages PREFIX PACKAGE...: PREFIX is what way_to_root printed.
install_packages() {
    local prefix=$1
    shift
    say "Installing: $* (and what they need)"
    # The prefix is one word or none.
    # shellcheck disable=SC2086
    $prefix env DEBIAN_FRONTEND=noninteractive apt-get -o Dpkg::Use-Pty=0 install -y -qq --no-install-recommends "$@" \
        < /dev/null > /dev/null
}

# A list of packages that is old or absent is the commonest reason why an installation fails on a fresh machine. One
# foreign source that is broken must not be another, so only the installation itself decides.
refresh_package_lists() {
    # shellcheck disable=SC2086
    $1 apt-get update -qq < /dev/null || say 'apt-get update did not fully succeed; going on.' >&2
}

tell_what_to_install() {
    local reason=$1
    shift
    give_up "These tools are missing:" "$(in_plain_words "$@")" "$reason" '' \
        "    apt-get update && apt-get install -y --no-install-recommends $(packages_of "$@")" '' \
        'Then start this again.'
}

# require_tools WORD...: after it, every tool named is there; or the script has ended with 4 and the line to type.
require_tools() {
    local prefix missing
    missing=$(missing_among "$@" | paste -s -d ' ' -)
    [ -n "$missing" ] || return 0
    # Words hold no blanks, so splitting is what is wanted here and below.
    # shellcheck disable=SC2086
    set -- $missing
    command -v apt-get > /dev/null || tell_what_to_install \
        'There is no apt-get here. Install them as this system does it; on Debian or Ubuntu, as root:' "$@"
    prefix=$(way_to_root) || tell_what_to_install 'You are neither root nor able to use sudo. As root, run:' "$@"
    refresh_package_lists "$prefix"
    # shellcheck disable=SC2046
    install_packages "$prefix" $(packages_of "$@") || tell_what_to_install \
        'apt-get could not install them; what it said stands above. When that is mended, run as root:' "$@"
    hash -r
    missing=$(missing_among "$@" | paste -s -d ' ' -)
    # shellcheck disable=SC2086
    [ -z "$missing" ] || give_up 'apt-get has installed what this distribution has, but these are still missing:' \
        "$(in_plain_words $missing)" 'Install them by hand, see to it that they are in PATH, and start this again.'
}

# Distributions older than Debian 11 and Ubuntu 20.04 carry a Maven that is too old for the build, and their package
# cannot mend that.
require_recent_maven() {
    local version newer=apache-maven-3.9.9
    version=$( (mvn -v 2> /dev/null || true) | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p')
    [ "$(printf '%s\n' "$oldest_maven" "$version" | sort -V | head -n 1)" = "$oldest_maven" ] || give_up \
        "The build needs Maven $oldest_maven or later; here is ${version:-one that does not start} ($(command -v mvn))." \
        "Fetch $newer-bin.tar.gz, or a newer one, from Apache Maven's download page, and where it lies type:" '' \
        "    tar -xzf $newer-bin.tar.gz -C ~ && export PATH=~/$newer/bin:\"\$PATH\"" '' \
        'That puts it into your home directory and, for this shell, first in PATH. Then start this again.'
}
