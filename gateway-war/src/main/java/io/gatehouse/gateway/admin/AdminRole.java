package io.gatehouse.gateway.admin;

import io.gatehouse.gateway.config.GatewayConfig;
import java.util.Collection;
import java.util.Collections;

/** What somebody may do here. */
public enum AdminRole {
    /** Look. */
    READER,
    /** Look and act; actions are logged. */
    OPERATOR;

    boolean isAmong(Collection<String> groups, GatewayConfig.Admin roles) {
        boolean operates = !Collections.disjoint(roles.operator(), groups);
        return operates || (this == READER && !Collections.disjoint(roles.reader(), groups));
    }
}
