package io.gatehouse.gateway.forward;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Certificates and keys for one run of the tests, made by the JDK's own tool. */
public final class Certificates {
    static final String PASSWORD = "changeit";

    private final Path directory;

    public Certificates(Path directory) throws IOException {
        this.directory = directory;
        Files.writeString(file("password"), PASSWORD + "\n");
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    /** A key with a certificate signed by itself, in NAME.p12; the certificate alone in NAME.pem, the key alone in NAME.key. */
    public void make(String name, String alternativeName, String algorithm) throws Exception {
        keytool(
                "-genkeypair",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + alternativeName,
                "-alias",
                name,
                "-storetype",
                "PKCS12",
                "-keystore",
                file(name + ".p12").toString());
        KeyStore store = store(name);
        Files.writeString(
                file(name + ".pem"),
                pem("CERTIFICATE", store.getCertificate(name).getEncoded()));
        Files.writeString(
                file(name + ".key"),
                pem("PRIVATE KEY", store.getKey(name, PASSWORD.toCharArray()).getEncoded()));
    }

    /** The certificate of another, in a store of authorities TRUST.p12. */
    void trust(String name) throws Exception {
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                name,
                "-file",
                file(name + ".pem").toString(),
                "-storetype",
                "PKCS12",
                "-keystore",
                file("trust.p12").toString());
    }

    /** Makes sockets of a server with this key; with the name of a client, only for the one whose certificate that is. */
    public ServerSocketFactory server(String name, @Nullable String client) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store(name), PASSWORD.toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore clients = KeyStore.getInstance("PKCS12");
        clients.load(null, null);
        if (client != null) {
            clients.setCertificateEntry(client, store(client).getCertificate(client));
            trusted.init(clients);
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), client == null ? null : trusted.getTrustManagers(), null);
        ServerSocketFactory factory = context.getServerSocketFactory();
        return new ServerSocketFactory() {
            @Override
            public ServerSocket createServerSocket(int port) {
                throw new UnsupportedOperationException();
            }

            @Override
            public ServerSocket createServerSocket(int port, int backlog) {
                throw new UnsupportedOperationException();
            }

            @Override
            public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
                SSLServerSocket socket = (SSLServerSocket) factory.createServerSocket(port, backlog, address);
                socket.setNeedClientAuth(client != null);
                return socket;
            }
        };
    }

    private KeyStore store(String name) throws GeneralSecurityException, IOException {
        return KeyStore.getInstance(file(name + ".p12").toFile(), PASSWORD.toCharArray());
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + what
                + "-----\n";
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
    }
}
