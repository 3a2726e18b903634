package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Classes of the gateway's as each deployment has them: with a loader of their own, by the side of those of the tests. */
public final class Deployment {
    private final ClassLoader loader;

    /** @param type one of the classes that are there once more */
    public Deployment(Class<?> type) {
        URL classes = type.getProtectionDomain().getCodeSource().getLocation();
        loader = new URLClassLoader(new URL[] {classes}, new ServerClasses(type.getClassLoader()));
    }

    private static final class ServerClasses extends ClassLoader {
        ServerClasses(ClassLoader all) {
            super(all);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("io.gatehouse.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }

    public Class<?> own(Class<?> type) throws ClassNotFoundException {
        Class<?> own = loader.loadClass(type.getName());
        assertThat(own).isNotSameAs(type);
        return own;
    }

    /** What can be asked, when the deployment itself is forgotten, whether anybody keeps it. */
    public WeakReference<ClassLoader> trace() {
        return new WeakReference<>(loader);
    }

    /**
     * Whether nobody does, within ten seconds.
     *
     * @param meanwhile what goes on, again and again
     */
    public static boolean isGone(WeakReference<ClassLoader> trace, Callable<?> meanwhile) throws Exception {
        for (int i = 0; i < 200 && trace.get() != null; i++) {
            meanwhile.call();
            System.gc();
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return trace.get() == null;
    }
}
