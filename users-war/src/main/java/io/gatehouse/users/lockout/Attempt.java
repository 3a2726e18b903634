package io.gatehouse.users.lockout;

import io.gatehouse.kernel.digest.Sha256;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One try to log in, between its beginning and its outcome.
 *
 * @param nameHash of the name as it was typed, in lower case
 * @param addressHash of the client's address
 * @param fromKnownAddress whether this user has logged in from there before
 * @param charged the counters that took it for a failure at its beginning
 */
public record Attempt(String nameHash, String addressHash, boolean fromKnownAddress, Set<String> charged) {
    public Attempt {
        charged = Set.copyOf(charged);
    }

    static Attempt of(String name, ClientAddress address, Predicate<String> isKnown) {
        String addressHash = Sha256.hex(address.text());
        return new Attempt(Sha256.hex(name), addressHash, isKnown.test(addressHash), Set.of());
    }

    Attempt chargedTo(Set<String> counters) {
        return new Attempt(nameHash, addressHash, fromKnownAddress, counters);
    }

    /** The counter of this name from this address. */
    String here() {
        return Sha256.hex(nameHash + addressHash);
    }

    /** The counter of this name from all addresses that are not known. */
    String anywhere() {
        return nameHash;
    }

    /** The counters that this try is for, in the order in which everybody locks them. */
    List<String> counters() {
        return fromKnownAddress
                ? List.of(here())
                : List.of(here(), anywhere()).stream().sorted().toList();
    }
}
