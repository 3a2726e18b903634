package io.gatehouse.gateway.transform;

import io.gatehouse.gateway.pipeline.Headers;
import java.util.List;

/** Which content coding a client would rather have (RFC 9110 section 12.5.3). */
final class AcceptEncoding {
    private static final double UNNAMED = -1;

    private AcceptEncoding() {}

    /** Whether gzip is accepted, and no less welcome than the plain content. */
    static boolean prefersGzip(Headers request) {
        List<String> fields = request.all("Accept-Encoding");
        double gzip = UNNAMED;
        double identity = UNNAMED;
        double others = UNNAMED;
        for (int i = 0; i < fields.size(); i++) {
            for (String element : fields.get(i).split(",", -1)) {
                int semicolon = element.indexOf(';');
                String coding = (semicolon < 0 ? element : element.substring(0, semicolon)).strip();
                double weight = semicolon < 0 ? 1 : weight(element.substring(semicolon + 1));
                if (coding.equalsIgnoreCase("gzip") || coding.equalsIgnoreCase("x-gzip")) {
                    gzip = Math.max(gzip, weight);
                } else if (coding.equalsIgnoreCase("identity")) {
                    identity = weight;
                } else if (coding.equals("*")) {
                    others = weight;
                }
            }
        }
        double wanted = gzip == UNNAMED ? others : gzip;
        return wanted > 0 && wanted >= identity;
    }

    /** The weight in {@code q=0.5}; what is malformed is not wanted. */
    private static double weight(String parameter) {
        String text = parameter.strip();
        if (text.length() < 3 || !text.regionMatches(true, 0, "q=", 0, 2)) {
            return 0;
        }
        try {
            double weight = Double.parseDouble(text.substring(2).strip());
            return weight >= 0 && weight <= 1 ? weight : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
