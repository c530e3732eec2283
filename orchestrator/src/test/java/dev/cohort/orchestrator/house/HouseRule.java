package dev.cohort.orchestrator.house;

import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;

/** All rules of the house; each is the same rule in whichever house it is asked. */
enum HouseRule {
    PACKAGE_ORDER(PackageOrder::in),
    PURITY(Purity::in),
    LIBRARY_ROOMS(LibraryRooms::in),
    PLAIN_NAMES(PlainNames::in),
    MARKED_PACKAGES(MarkedPackages::in);

    private final Function<House, ArchRule> in;

    HouseRule(Function<House, ArchRule> in) {
        this.in = in;
    }

    ArchRule in(House house) {
        return in.apply(house);
    }
}
