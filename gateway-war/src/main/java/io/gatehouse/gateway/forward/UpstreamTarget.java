package io.gatehouse.gateway.forward;

import io.gatehouse.gateway.routing.PathTemplate;
import io.gatehouse.gateway.routing.QueryString;
import io.gatehouse.gateway.routing.RequestHead;
import io.gatehouse.gateway.routing.Route;
import io.gatehouse.gateway.rules.Rewrite;
import org.jspecify.annotations.Nullable;

/** Path and query as they go to an upstream. Made of the canonical path that was matched, so that both read it alike. */
final class UpstreamTarget {
    private UpstreamTarget() {}

    /** @param basePath the path of the upstream's URL, without a slash at its end */
    static String of(String basePath, Route route, RequestHead head) {
        String path = head.path();
        String query = query(route, head);
        Rewrite rewrite = route.rewrite();
        StringBuilder target = new StringBuilder(basePath.length() + path.length() + 64);
        target.append(basePath).append(rewrite.addPrefix());
        Rewrite.NewPath newPath = rewrite.path();
        if (newPath == null) {
            target.append(path, route.stripPrefix().length(), path.length());
        } else {
            target.append(newPath.text().with(name -> route.variable(name, path)));
            target.append(newPath.withRest() ? rest(route, path) : "");
        }
        if (target.isEmpty()) {
            target.append('/');
        }
        return query == null
                ? target.toString()
                : target.append('?').append(WireQuery.of(query)).toString();
    }

    private static String rest(Route route, String path) {
        return route.path() instanceof PathTemplate template
                ? template.rest(path)
                : path.substring(route.literalPrefix().length());
    }

    private static @Nullable String query(Route route, RequestHead head) {
        Rewrite.Query rules = route.rewrite().query();
        return rules.changesNothing()
                ? head.query()
                : QueryString.rewritten(head.query(), rules, name -> route.variable(name, head.path()));
    }
}
