package io.gatehouse.users.account;

import jakarta.persistence.PersistenceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Users as the database keeps them, with its unique indexes; {@code beforeAdding} is what others do in between. */
public class UsersInMemory extends Users {
    public final List<User> all = new ArrayList<>();
    public final List<UserEvent> told = new ArrayList<>();
    Runnable beforeAdding = () -> {};

    @Override
    public <T> T add(User user, Function<User, T> last) {
        beforeAdding.run();
        if (named(user.view().username()).isPresent()
                || withEmail(user.view().email()).isPresent()) {
            throw new PersistenceException("unique index");
        }
        all.add(user);
        return last.apply(user);
    }

    @Override
    public Optional<User> find(UUID id) {
        return all.stream().filter(user -> user.id().equals(id)).findFirst();
    }

    @Override
    public Optional<User> lock(UUID id) {
        return find(id);
    }

    @Override
    public void lockAdministrators() {
        // There is one thread.
    }

    @Override
    public Optional<User> named(String username) {
        return all.stream()
                .filter(user -> user.view().username().equalsIgnoreCase(username))
                .findFirst();
    }

    @Override
    public Optional<User> withEmail(String email) {
        return all.stream()
                .filter(user -> user.view().email().equalsIgnoreCase(email))
                .findFirst();
    }

    @Override
    public Optional<User> atEqualCost(Supplier<Optional<User>> search) {
        return search.get();
    }

    @Override
    public boolean hasAdministrator() {
        return all.stream().anyMatch(User::isAdministrator);
    }

    @Override
    public void rehash(UUID id, String before, String renewed) {
        find(id).filter(user -> user.passwordHash().equals(before)).ifPresent(user -> user.changePassword(renewed));
    }

    @Override
    public void tell(UserEvent event) {
        told.add(event);
    }
}
