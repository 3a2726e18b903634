package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnClassesTest {
    private static final Map<String, Set<String>> PATHS = Map.of(
            "/WEB-INF/classes/",
                    Set.of("/WEB-INF/classes/a/", "/WEB-INF/classes/META-INF/", "/WEB-INF/classes/routes.yaml"),
            "/WEB-INF/classes/a/", Set.of("/WEB-INF/classes/a/b/", "/WEB-INF/classes/a/One$Two.class"),
            "/WEB-INF/classes/a/b/", Set.of("/WEB-INF/classes/a/b/package-info.class", "/WEB-INF/classes/a/b/x.txt"));

    @Test
    void loadsEveryClassThatIsThereAndBearsThoseThatCannotBe() {
        List<String> asked = new ArrayList<>();
        ClassLoader loader = new ClassLoader(null) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                asked.add(name);
                throw new ClassNotFoundException(name);
            }
        };
        ServletContext context = (ServletContext) Proxy.newProxyInstance(
                OwnClassesTest.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> PATHS.get((String) arguments[0]));

        OwnClasses.load(context, loader);

        assertThat(asked).containsExactlyInAnyOrder("a.One$Two", "a.b.package-info");
    }
}
