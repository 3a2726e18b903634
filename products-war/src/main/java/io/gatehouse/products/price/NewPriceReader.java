package io.gatehouse.products.price;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;

/** Reads a price with its members, or a plain number. */
final class NewPriceReader extends StdDeserializer<NewPrice> {
    private static final long serialVersionUID = 1L;

    NewPriceReader() {
        super(NewPrice.class);
    }

    @Override
    public NewPrice deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.currentToken().isNumeric()) {
            // Not its plain form, which a power of ten lets be a billion digits long: that is refused by its exponent.
            return new NewPrice(parser.getDecimalValue().toString(), null);
        }
        Members members = context.readValue(parser, Members.class);
        return new NewPrice(members.amount(), members.currency());
    }

    private record Members(String amount, String currency) {}
}
