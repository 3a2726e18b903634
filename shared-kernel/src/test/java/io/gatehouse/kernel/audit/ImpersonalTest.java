package io.gatehouse.kernel.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ImpersonalTest {
    record Address(String country, @Personal String street) {}

    record Moved(
            UUID userId,
            @Personal String name,
            Address to,
            List<Address> past,
            Map<String, Address> named,
            int times) {}

    @Test
    void leavesOutWhatIsPersonalWhereverItStands() {
        UUID user = UUID.randomUUID();
        Address home = new Address("NL", "Kade 1");

        String kept = Impersonal.of(new Moved(user, "Alice", home, List.of(home), Map.of("home", home), 2))
                .toString();

        assertThat(kept)
                .isEqualTo("{\"userId\":\"" + user + "\",\"to\":{\"country\":\"NL\"},\"past\":[{\"country\":\"NL\"}],"
                        + "\"named\":{\"home\":{\"country\":\"NL\"}},\"times\":2}");
    }
}
