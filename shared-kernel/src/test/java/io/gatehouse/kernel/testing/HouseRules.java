package io.gatehouse.kernel.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.gatehouse.kernel.idempotency.Idempotency;
import io.gatehouse.kernel.idempotency.Idempotent;
import io.gatehouse.kernel.rest.Preconditions;
import io.gatehouse.kernel.rest.Versioned;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.junit.jupiter.api.Test;

/** How the house is built, for one module: a subclass names its root package. */
public abstract class HouseRules {
    private static final Pattern CHANGES_AUDIT = Pattern.compile(
            "\\b(update|delete(\\s+from)?|truncate(\\s+table)?|drop\\s+table|alter\\s+table|merge\\s+into)\\s+audit_?event\\b",
            Pattern.CASE_INSENSITIVE);

    private final String root;
    private final JavaClasses classes;

    protected HouseRules(String root) {
        this.root = root;
        this.classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(new ImportOption.DoNotIncludeJars())
                .importPackages(root);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Handler|Helper|Utils?|Impl|Dto|Controller|Dao|ServiceImpl)")
                .orShould()
                .resideInAnyPackage("..impl..", "..util..", "..common..", "..helper..", "..manager..", "..handler..")
                .check(classes);
    }

    @Test
    void nothingPrintsToTheConsole() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(classes);
    }

    @Test
    void everyResourceMethodSaysWhoMayCallIt() {
        methods()
                .that(areResourceMethods())
                .should(declareAccess())
                .allowEmptyShould(true)
                .check(classes);
    }

    /** Else a repetition would be fulfilled a second time. */
    @Test
    void everyIdempotentMethodKeepsItsAnswer() {
        answersAreKept().check(classes);
    }

    /** Else a key would be taken, and a repetition, which the gateway may send itself, do it a second time. */
    @Test
    void whatCreatesDoesSoOnceForAKey() {
        creationsAreRepeatable().check(classes);
    }

    /** What overwrites is refused without If-Match, and nothing else is: so documents say. */
    @Test
    void whatReplacesAResourceRequiresItsVersion() {
        versionsAreRequired().check(classes);
    }

    static ArchRule answersAreKept() {
        return methods()
                .that()
                .areAnnotatedWith(Idempotent.class)
                .should(use(Idempotency.class, "keep", method -> true))
                .allowEmptyShould(true);
    }

    static ArchRule creationsAreRepeatable() {
        return methods()
                .that(create())
                .should()
                .beAnnotatedWith(Idempotent.class)
                .allowEmptyShould(true);
    }

    static ArchRule versionsAreRequired() {
        return methods()
                .that(takePreconditions())
                .should(use(Preconditions.class, "require", HouseRules::replacesByItsBody))
                .allowEmptyShould(true);
    }

    /** Only the audit itself knows its rows, and nothing that is written down anywhere changes or deletes one. */
    @Test
    void theAuditIsOnlyAppendedTo() throws IOException {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.gatehouse.kernel.audit")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.gatehouse.kernel.audit.AuditEvent")
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage("io.gatehouse.kernel.audit")
                .should()
                .callMethodWhere(isOneOf("executeUpdate", "remove", "merge", "createNativeQuery"))
                .allowEmptyShould(true)
                .check(classes);
        assertThat(statementsAgainstTheAudit(Path.of("src/main"))).isEmpty();
    }

    private static DescribedPredicate<JavaMethodCall> isOneOf(String... names) {
        return DescribedPredicate.describe(
                "one of " + List.of(names),
                call -> List.of(names).contains(call.getTarget().getName()));
    }

    static List<Path> statementsAgainstTheAudit(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> CHANGES_AUDIT.matcher(text(file)).find())
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static DescribedPredicate<JavaMethod> areResourceMethods() {
        return DescribedPredicate.describe(
                "are resource methods",
                method -> !method.getOwner().isInterface() && method.isMetaAnnotatedWith(HttpMethod.class));
    }

    /** They say 201 or 202, in the document or in the answer. */
    private static DescribedPredicate<JavaMethod> create() {
        return DescribedPredicate.describe(
                "create something or set it going",
                method -> method.isAnnotatedWith(POST.class)
                        && (method.tryGetAnnotationOfType(APIResponseSchema.class)
                                        .filter(said -> Set.of("201", "202").contains(said.responseCode()))
                                        .isPresent()
                                || isUsedIn(method, Versioned.class, Set.of("created"))
                                || isUsedIn(method, Response.class, Set.of("created", "accepted"))));
    }

    private static boolean isUsedIn(JavaMethod method, Class<?> type, Set<String> names) {
        return Stream.concat(method.getMethodCallsFromSelf().stream(), method.getMethodReferencesFromSelf().stream())
                .map(JavaAccess::getTarget)
                .anyMatch(target -> target.getOwner().isEquivalentTo(type) && names.contains(target.getName()));
    }

    private static DescribedPredicate<JavaMethod> takePreconditions() {
        return DescribedPredicate.describe(
                "are changes with preconditions",
                method -> method.isMetaAnnotatedWith(HttpMethod.class)
                        && !method.isAnnotatedWith(GET.class)
                        && method.getRawParameterTypes().stream()
                                .anyMatch(type -> type.isEquivalentTo(Preconditions.class)));
    }

    /** A parameter that JAX-RS takes from nowhere else is the body. */
    private static boolean replacesByItsBody(JavaMethod method) {
        return (method.isAnnotatedWith(PUT.class) || method.isAnnotatedWith(PATCH.class))
                && method.getParameters().stream()
                        .anyMatch(parameter -> parameter.getAnnotations().stream()
                                .noneMatch(annotation ->
                                        annotation.getRawType().getPackageName().startsWith("jakarta.ws.rs")));
    }

    /** Itself, or in what it passes on; exactly when that is wanted. */
    private static ArchCondition<JavaMethod> use(Class<?> type, String name, Predicate<JavaMethod> wanted) {
        return new ArchCondition<>("use " + type.getSimpleName() + "." + name) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean used = isUsedIn(method, type, Set.of(name));
                String told = method.getFullName() + (used ? " uses " : " does not use ") + getDescription();
                events.add(new SimpleConditionEvent(method, used == wanted.test(method), told));
            }
        };
    }

    private static ArchCondition<JavaMethod> declareAccess() {
        return new ArchCondition<>("declare @RolesAllowed or @PermitAll") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean declared = method.isAnnotatedWith(RolesAllowed.class)
                        || method.isAnnotatedWith(PermitAll.class)
                        || method.getOwner().isAnnotatedWith(RolesAllowed.class)
                        || method.getOwner().isAnnotatedWith(PermitAll.class);
                events.add(new SimpleConditionEvent(method, declared, method.getFullName() + " declares no access"));
            }
        };
    }
}
