package org.openrtpd.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The direction of dependencies, and which library may be seen where. */
@AnalyzeClasses(packages = "org.openrtpd", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String PROTOCOL = "org.openrtpd.protocol..";
    private static final String STORAGE = "org.openrtpd.storage..";
    private static final String APP = "org.openrtpd.app..";
    private static final String WATCHDOG = "org.openrtpd.watchdog..";

    @ArchTest
    static final ArchRule shouldLetProtocolUseTheJdkAndNettyBuffersOnly =
            classes().that().resideInAPackage(PROTOCOL)
                    .should().onlyDependOnClassesThat().resideInAnyPackage(
                            PROTOCOL, "java..", "javax.crypto..", "io.netty.buffer..",
                            "io.netty.util..");

    @ArchTest
    static final ArchRule shouldKeepSocketsThreadsAndClocksOutOfProtocol =
            noClasses().that().resideInAPackage(PROTOCOL)
                    .should().dependOnClassesThat(JavaClass.Predicates.belongToAnyOf(
                            java.net.Socket.class, java.net.ServerSocket.class,
                            java.net.DatagramSocket.class, java.net.MulticastSocket.class,
                            Thread.class, java.util.Timer.class, java.time.Clock.class,
                            java.time.InstantSource.class))
                    .orShould().dependOnClassesThat().resideInAnyPackage(
                            "java.nio.channels..", "java.nio.file..", "java.util.logging..",
                            "org.slf4j..")
                    .orShould().dependOnClassesThat()
                    .haveFullyQualifiedName("java.util.concurrent.ExecutorService")
                    .orShould().callMethod(System.class, "nanoTime")
                    .orShould().callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule shouldLetStorageUseProtocolOnly =
            noClasses().that().resideInAPackage(STORAGE)
                    .should().dependOnClassesThat().resideInAnyPackage(APP, WATCHDOG);

    @ArchTest
    static final ArchRule shouldLetWatchdogUseProtocolOnly =
            noClasses().that().resideInAPackage(WATCHDOG)
                    .should().dependOnClassesThat().resideInAnyPackage(APP, STORAGE)
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule shouldKeepTheServerFreeOfItsWatchdog =
            noClasses().that().resideInAPackage(APP)
                    .should().dependOnClassesThat().resideInAPackage(WATCHDOG);

    @ArchTest
    static final ArchRule shouldHaveNoCyclesBetweenPackages =
            slices().matching("org.openrtpd.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule shouldKeepChronicleInStorage =
            noClasses().that().resideOutsideOfPackage(STORAGE)
                    .should().dependOnClassesThat().resideInAPackage("net.openhft..");

    @ArchTest
    static final ArchRule shouldKeepTheCommandLineLibraryInCommandsAndSettings =
            noClasses().that().resideInAPackage(APP)
                    .and().haveNameNotMatching(
                            ".*\\.(\\w+Command|Rtpd|Version|\\w+Converter)(\\$.*)?")
                    .and().haveNameNotMatching(
                            ".*\\.config\\.(ConfigFile|SettingSources|ReferenceConfig)(\\$.*)?")
                    .should().dependOnClassesThat().resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule shouldKeepNettyChannelsInTheServerAndTheSender =
            noClasses().that().resideOutsideOfPackages(
                            "org.openrtpd.app.ingest..", "org.openrtpd.app.send..", WATCHDOG)
                    .should().dependOnClassesThat().resideInAnyPackage(
                            "io.netty.channel..", "io.netty.bootstrap..");

    @ArchTest
    static final ArchRule shouldNameClassesAfterTheirDuty =
            noClasses().should().haveSimpleNameEndingWith("Manager")
                    .orShould().haveSimpleNameEndingWith("Helper")
                    .orShould().haveSimpleNameEndingWith("Util")
                    .orShould().haveSimpleNameEndingWith("Utils")
                    .orShould().haveSimpleNameEndingWith("Impl");
}
