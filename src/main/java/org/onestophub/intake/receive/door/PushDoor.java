package org.onestophub.intake.receive.door;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;

/**
 * What the door of a channel's own takes, as its connector says. The connector hangs it on its endpoint, the only place
 * where the HTTP side can find it before a body is read; a failure itself is the answer to the sender and is sent there.
 */
public final class PushDoor implements ExceptionHandler {

    private DataSize maxSize = DataSize.ofMegabytes(1);
    private Map<String, String> keyFields = Map.of();
    private MediaType[] mediaTypes = {MediaType.APPLICATION_JSON};

    /** Largest body, for example {@code 1MB}. */
    public void setMaxSize(String maxSize) {
        this.maxSize = DataSize.parse(maxSize);
    }

    /**
     * Names of fields of the JSON object, separated by commas, that together name one input; empty: none do. A name may
     * say with {@code =} what counts where the field is missing.
     */
    public void setKeyFields(String keyFields) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String word : words(keyFields)) {
            String[] parts = word.split("=", 2);
            fields.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        this.keyFields = fields;
    }

    /** Media types of bodies, separated by commas. */
    public void setMediaTypes(String mediaTypes) {
        this.mediaTypes =
                words(mediaTypes).stream().map(MediaType::parseMediaType).toArray(MediaType[]::new);
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    DataSize maxSize() {
        return maxSize;
    }

    /** The fields in their order, each with the value that counts where it is missing; empty if it must be there. */
    Map<String, String> keyFields() {
        return keyFields;
    }

    MediaType[] mediaTypes() {
        return mediaTypes.clone();
    }

    @Override
    public void handleException(Throwable exception) {
        // the sender hears of it
    }

    @Override
    public void handleException(@Nullable String message, Throwable exception) {
        // the sender hears of it
    }

    @Override
    public void handleException(@Nullable String message, @Nullable Exchange exchange, Throwable exception) {
        // the sender hears of it
    }
}
