// The steps of cohort.yaml for Nextflow.
process A {
    input: val sample
    output: tuple val(sample), path("${sample}.a")
    script: "printf '%s\\n' ${sample} > ${sample}.a"
}

process B {
    input: tuple val(sample), path(a)
    output: tuple val(sample), path("${sample}.b")
    script: "cp ${a} ${sample}.b"
}

process C {
    input: tuple val(sample), path(b)
    output: path("${sample}.c")
    script: "cp ${b} ${sample}.c"
}

workflow {
    Channel.fromPath(params.sheet).splitText { line -> line.trim() } | A | B | C
}
