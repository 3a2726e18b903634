package io.gatehouse.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String ROOT = "io.gatehouse.gateway";
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void arrowsPointOnlyDownwards() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("gateway")
                .definedBy(ROOT)
                .layer("admin")
                .definedBy(ROOT + ".admin")
                .layer("auth")
                .definedBy(ROOT + ".auth")
                .layer("telemetry")
                .definedBy(ROOT + ".telemetry")
                .layer("forward")
                .definedBy(ROOT + ".forward")
                .layer("upstream")
                .definedBy(ROOT + ".upstream")
                .layer("config")
                .definedBy(ROOT + ".config")
                .layer("pipeline")
                .definedBy(ROOT + ".pipeline")
                .layer("routing")
                .definedBy(ROOT + ".routing")
                .whereLayer("gateway")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("admin")
                .mayOnlyBeAccessedByLayers("gateway")
                .whereLayer("auth")
                .mayOnlyBeAccessedByLayers("gateway")
                .whereLayer("telemetry")
                .mayOnlyBeAccessedByLayers("gateway")
                .whereLayer("forward")
                .mayOnlyBeAccessedByLayers("gateway", "auth", "telemetry")
                .whereLayer("upstream")
                .mayOnlyBeAccessedByLayers("gateway", "auth", "telemetry", "forward")
                .whereLayer("config")
                .mayOnlyBeAccessedByLayers("gateway", "admin", "auth", "telemetry", "forward", "upstream")
                .whereLayer("pipeline")
                .mayOnlyBeAccessedByLayers("gateway", "admin", "auth", "telemetry", "forward", "upstream", "config")
                .check(PRODUCT);
    }

    @Test
    void noPackagesDependOnEachOther() {
        slices().matching(ROOT + ".(*)").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void everythingLivesInAKnownPackage() {
        classes()
                .should()
                .resideInAnyPackage(
                        ROOT,
                        ROOT + ".admin",
                        ROOT + ".auth",
                        ROOT + ".cli",
                        ROOT + ".telemetry",
                        ROOT + ".forward",
                        ROOT + ".upstream",
                        ROOT + ".config",
                        ROOT + ".pipeline",
                        ROOT + ".routing")
                .check(PRODUCT);
    }

    @Test
    void nothingDependsOnTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".cli")
                .check(PRODUCT);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Handler")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Service")
                .check(PRODUCT);
    }

    @Test
    void algorithmsKnowNoServer() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".routing", ROOT + ".pipeline", ROOT + ".config", ROOT + ".admin", ROOT + ".auth")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "org.eclipse.microprofile..", "org.glassfish..")
                .check(PRODUCT);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".cli.Main")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(PRODUCT);
    }
}
