package io.gatehouse.launcher;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;

/** The files of the product, beside the launcher's jar. */
record Distribution(Path root) {

    /** The one that this class was loaded from. */
    static Distribution own() {
        try {
            CodeSource source = Distribution.class.getProtectionDomain().getCodeSource();
            Path jar = Path.of(source.getLocation().toURI());
            return new Distribution(jar.resolveSibling(".").normalize().toAbsolutePath());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    Path server() {
        return root.resolve("payara-micro.jar");
    }

    Path launcher() {
        return root.resolve("launcher.jar");
    }

    Path libraries() {
        return root.resolve("lib");
    }

    Path resourceAdapter() {
        return root.resolve("artemis-ra.rar");
    }

    /** A class path of all jars of the broker. */
    String broker() {
        return root.resolve("broker") + "/*";
    }

    Path war(Application application) {
        return root.resolve("wars").resolve(application.lowerName() + ".war");
    }
}
