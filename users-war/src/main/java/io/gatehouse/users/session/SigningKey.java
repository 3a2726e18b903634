package io.gatehouse.users.session;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The key that signs access tokens. All instances of this service share its file. */
@ApplicationScoped
public class SigningKey {
    private static final Logger LOG = Logger.getLogger(SigningKey.class.getName());

    @Inject
    @ConfigProperty(name = "gatehouse.keys")
    String directory;

    private ECKey key;
    private JWSSigner signer;

    @SuppressWarnings("NullAway.Init") // filled by load
    public SigningKey() {}

    @PostConstruct
    void load() {
        key = new KeyFile(Path.of(directory), "users.jwk").readOrCreate();
        try {
            signer = new ECDSASigner(key);
        } catch (JOSEException unfit) {
            throw new IllegalStateException("not a P-256 key: " + directory, unfit);
        }
    }

    /** Makes the key at the start: a directory that cannot be written stops the deployment, not the first login. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        LOG.info("Access tokens are signed with the key " + id() + ".");
    }

    String id() {
        return key.getKeyID();
    }

    JWSSigner signer() {
        return signer;
    }

    /** The key set (RFC 7517) with which everybody checks what this key signed; nothing private is in it. */
    Map<String, Object> publicKeys() {
        return new JWKSet(key).toJSONObject(true);
    }
}
