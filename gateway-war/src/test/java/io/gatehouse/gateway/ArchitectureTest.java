package io.gatehouse.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String ROOT = "io.gatehouse.gateway";
    /** What the composition root puts side by side; no feature knows another. */
    private static final List<String> FEATURES = List.of(
            "accesslog",
            "admin",
            "auth",
            "cache",
            "problems",
            "ratelimit",
            "telemetry",
            "transform",
            "websocket",
            "wire");

    private static final List<String> OF_THE_CACHE = List.of("cache.decision", "cache.store", "cache.message");

    /** From the highest to the lowest: each may be used by those above it. */
    private static final List<String> LAYERS =
            List.of("forward", "upstream", "config", "resilience", "pipeline", "routing", "rules", "address");

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void arrowsPointOnlyDownwards() {
        Architectures.LayeredArchitecture layers = layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("gateway")
                .definedBy(ROOT);
        for (String layer : LAYERS) {
            layers = layers.layer(layer).definedBy(ROOT + "." + layer);
        }
        for (String feature : FEATURES) {
            layers = layers.layer(feature).definedBy(ROOT + "." + feature + "..");
        }
        layers = layers.whereLayer("gateway").mayNotBeAccessedByAnyLayer();
        List<String> above = new ArrayList<>(List.of("gateway"));
        for (String feature : FEATURES) {
            layers = layers.whereLayer(feature).mayOnlyBeAccessedByLayers("gateway");
        }
        above.addAll(FEATURES);
        for (String layer : LAYERS) {
            layers = layers.whereLayer(layer).mayOnlyBeAccessedByLayers(above.toArray(String[]::new));
            above.add(layer);
        }
        layers.check(PRODUCT);
    }

    @Test
    void noPackagesDependOnEachOther() {
        slices().matching(ROOT + ".(*)").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void whatTheCacheDoesStandsOnWhatItDecides() {
        String cache = ROOT + ".cache";
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("cache")
                .definedBy(cache)
                .layer("decision")
                .definedBy(cache + ".decision")
                .layer("store")
                .definedBy(cache + ".store")
                .layer("message")
                .definedBy(cache + ".message")
                .whereLayer("cache")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("decision")
                .mayOnlyBeAccessedByLayers("cache")
                .whereLayer("store")
                .mayOnlyBeAccessedByLayers("cache", "decision")
                .whereLayer("message")
                .mayOnlyBeAccessedByLayers("cache", "decision", "store")
                .check(PRODUCT);
    }

    @Test
    void everythingLivesInAKnownPackage() {
        classes()
                .should()
                .resideInAnyPackage(Stream.of(List.of("", "cli"), LAYERS, FEATURES, OF_THE_CACHE)
                        .flatMap(List::stream)
                        .map(name -> name.isEmpty() ? ROOT : ROOT + "." + name)
                        .toArray(String[]::new))
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
                        ROOT + ".routing",
                        ROOT + ".pipeline",
                        ROOT + ".config",
                        ROOT + ".auth",
                        ROOT + ".ratelimit",
                        ROOT + ".address")
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
