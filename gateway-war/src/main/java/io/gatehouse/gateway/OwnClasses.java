package io.gatehouse.gateway;

import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Loads the gateway's own classes while they can be read. When its JVM is told to stop, Payara Micro deletes the directory that it has
 * unpacked the application into while the gateway still drains: a class that is needed for the first time then, for the first refusal
 * perhaps, is not to be found any more.
 */
final class OwnClasses {
    private static final Logger LOG = System.getLogger(OwnClasses.class.getName());
    private static final String ROOT = "/WEB-INF/classes/";
    private static final String SUFFIX = ".class";

    private OwnClasses() {}

    static void load(ServletContext context, ClassLoader loader) {
        load(context, loader, ROOT);
    }

    private static void load(ServletContext context, ClassLoader loader, String directory) {
        @Nullable Set<String> paths = context.getResourcePaths(directory);
        if (paths == null) {
            return;
        }
        for (String path : paths) {
            if (path.endsWith("/")) {
                load(context, loader, path);
            } else if (path.endsWith(SUFFIX)) {
                load(loader, path.substring(ROOT.length(), path.length() - SUFFIX.length()));
            }
        }
    }

    private static void load(ClassLoader loader, String path) {
        try {
            Class.forName(path.replace('/', '.'), false, loader);
        } catch (ClassNotFoundException | LinkageError unusable) {
            LOG.log(Level.DEBUG, "not loaded", unusable);
        }
    }
}
