package io.gatehouse.users;

import jakarta.persistence.PersistenceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Users as the database keeps them, with its unique indexes; {@code beforeAdding} is what others do in between. */
class UsersInMemory extends Users {
    final List<User> all = new ArrayList<>();
    Runnable beforeAdding = () -> {};

    @Override
    public void add(User user) {
        beforeAdding.run();
        if (named(user.view().username()).isPresent()
                || withEmail(user.view().email()).isPresent()) {
            throw new PersistenceException("unique index");
        }
        all.add(user);
    }

    @Override
    public Optional<User> find(UUID id) {
        return all.stream().filter(user -> user.id().equals(id)).findFirst();
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
}
