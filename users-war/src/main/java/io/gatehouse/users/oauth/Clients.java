package io.gatehouse.users.oauth;

import io.gatehouse.kernel.event.Outbox;
import io.gatehouse.kernel.paging.Page;
import io.gatehouse.kernel.paging.PageRequest;
import io.gatehouse.kernel.problem.ProblemException;
import io.gatehouse.users.oauth.ClientEvent.ClientChanged;
import io.gatehouse.users.oauth.ClientEvent.ClientDeleted;
import io.gatehouse.users.oauth.ClientEvent.ClientRegistered;
import io.gatehouse.users.oauth.ClientEvent.ClientSecretRenewed;
import io.gatehouse.users.secret.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

/** All clients. */
@ApplicationScoped
@Transactional
public class Clients {
    /** Compared with when there is no such client: it takes as long. */
    private static final String NOBODYS = new Secret("").hash();

    @PersistenceContext
    EntityManager entities;

    @Inject
    Outbox outbox;

    @Inject
    Clock clock;

    private final SecureRandom random = new SecureRandom();

    /** Registers a client; the view is the only one that ever has its secret. */
    public ClientView register(NewClient wanted) {
        Secret secret = Secret.random(random);
        OAuthClient client = new OAuthClient(wanted, secret, clock.instant());
        entities.persist(client);
        tell(new ClientRegistered(client.id(), wanted.name(), client.scopes().sorted()));
        return client.view(secret);
    }

    public Optional<OAuthClient> find(UUID id) {
        return Optional.ofNullable(entities.find(OAuthClient.class, id));
    }

    public OAuthClient get(UUID id) {
        return find(id).orElseThrow(() -> ProblemException.notFound("The client"));
    }

    /**
     * Changes a client.
     *
     * @param precondition is told the version and may refuse it
     * @param wanted makes what it should be of what it is
     */
    public OAuthClient change(UUID id, LongConsumer precondition, UnaryOperator<NewClient> wanted) {
        OAuthClient client = get(id);
        precondition.accept(client.version());
        NewClient before = client.editable();
        client.change(wanted.apply(before));
        if (!client.editable().equals(before)) {
            tell(new ClientChanged(id, client.editable().name(), client.scopes().sorted()));
        }
        entities.flush();
        return client;
    }

    /** Gives a client another secret; the one before is worth nothing at once. */
    public ClientView renewSecret(UUID id) {
        OAuthClient client = get(id);
        Secret secret = Secret.random(random);
        client.renewSecret(secret);
        tell(new ClientSecretRenewed(id));
        return client.view(secret);
    }

    public void delete(UUID id, LongConsumer precondition) {
        OAuthClient client = get(id);
        precondition.accept(client.version());
        entities.remove(client);
        tell(new ClientDeleted(id));
    }

    public Page<OAuthClient> page(ClientFilter filter, PageRequest request) {
        return request.read(entities, OAuthClient.class, OAuthClient.SORTING, filter.selection());
    }

    /** The client that an id and a secret belong to; the same refusal for an unknown id and a wrong secret. */
    public OAuthClient authenticate(Form form) {
        Secret presented = new Secret(form.get("client_secret"));
        Optional<OAuthClient> client = uuid(form.get("client_id")).flatMap(this::find);
        boolean right = client.map(known -> known.knows(presented)).orElseGet(() -> presented.isBehind(NOBODYS));
        return client.filter(any -> right).orElseThrow(OAuthException::invalidClient);
    }

    private void tell(ClientEvent event) {
        outbox.auditOnly(event.clientId(), (Record) event);
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException noUuid) {
            return Optional.empty();
        }
    }
}
