package org.openrtpd.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The house: what may use what. */
@AnalyzeClasses(packages = "org.openrtpd", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String PROTOCOL = "org.openrtpd.protocol..";
    private static final String STORAGE = "org.openrtpd.storage..";
    private static final String APP = "org.openrtpd.app..";
    private static final String WATCHDOG = "org.openrtpd.watchdog..";

    @ArchTest
    static final ArchRule protocolUsesNothingOfOurs =
            noClasses().that().resideInAPackage(PROTOCOL)
                    .should().dependOnClassesThat().resideInAnyPackage(STORAGE, APP, WATCHDOG);

    @ArchTest
    static final ArchRule protocolIsPure =
            classes().that().resideInAPackage(PROTOCOL)
                    .should().onlyDependOnClassesThat().resideInAnyPackage(
                            PROTOCOL, "java.lang..", "java.util..", "java.net", "java.nio", "java.nio.charset", "java.time",
                            "java.security..", "javax.crypto..", "io.netty.buffer",
                            "io.netty.util.collection", "io.netty.util");

    @ArchTest
    static final ArchRule protocolHasNoSocketThreadOrClock =
            noClasses().that().resideInAPackage(PROTOCOL)
                    .should().dependOnClassesThat().haveNameMatching(
                            "java\\.net\\.(Socket|ServerSocket|DatagramSocket)|java\\.lang\\.Thread"
                                    + "|java\\.util\\.concurrent\\.[A-Z].*Executor.*|java\\.time\\.Clock")
                    .orShould().callMethod(System.class, "nanoTime")
                    .orShould().callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule storageUsesProtocolOnly =
            noClasses().that().resideInAPackage(STORAGE)
                    .should().dependOnClassesThat().resideInAnyPackage(APP, WATCHDOG);

    @ArchTest
    static final ArchRule watchdogUsesProtocolOnly =
            noClasses().that().resideInAPackage(WATCHDOG)
                    .should().dependOnClassesThat().resideInAnyPackage(STORAGE, APP);

    @ArchTest
    static final ArchRule appDoesNotUseTheWatchdog =
            noClasses().that().resideInAPackage(APP)
                    .should().dependOnClassesThat().resideInAPackage(WATCHDOG);

    @ArchTest
    static final ArchRule theQueueStaysInStorage =
            noClasses().that().resideOutsideOfPackage(STORAGE)
                    .should().dependOnClassesThat().resideInAPackage("net.openhft..");

    @ArchTest
    static final ArchRule channelsStayInApp =
            noClasses().that().resideOutsideOfPackage(APP)
                    .should().dependOnClassesThat().resideInAPackage("io.netty.channel..");

    @ArchTest
    static final ArchRule metersStayInAppAndInReportsOfTheWatchdog =
            noClasses().that().resideOutsideOfPackages(APP, "org.openrtpd.watchdog.report..")
                    .should().dependOnClassesThat().resideInAPackage("io.micrometer..");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("org.openrtpd.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule namesSayTheDuty =
            noClasses().should().haveSimpleNameEndingWith("Manager")
                    .orShould().haveSimpleNameEndingWith("Helper")
                    .orShould().haveSimpleNameEndingWith("Util")
                    .orShould().haveSimpleNameEndingWith("Utils")
                    .orShould().haveSimpleNameEndingWith("Impl");
}
