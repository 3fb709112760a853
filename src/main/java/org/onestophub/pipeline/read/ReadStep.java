package org.onestophub.pipeline.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Handler;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.InputPlace;
import org.onestophub.complaint.contract.Mappings;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.read.format.FormatReader;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** The READ room: picks the reader that the receipt's mapping names. */
@Component("read")
public class ReadStep {

    private final Mappings mappings;
    private final Map<String, FormatReader> readers;

    ReadStep(Mappings mappings, List<FormatReader> readers) {
        this.mappings = mappings;
        this.readers =
                readers.stream().collect(Collectors.toUnmodifiableMap(FormatReader::format, Function.identity()));
    }

    /**
     * What is in the receipt.
     * @throws ProblemException RD-… if it cannot be read
     */
    @Handler
    public Walk read(Walk walk) {
        return walk.in("read", begun -> readNow(begun.receipt()));
    }

    /** The same, for one receipt. */
    public Walk readNow(Receipt receipt) {
        Mapping mapping = mappings.named(receipt.mapping());
        return readerOf(mapping).read(receipt, mapping.profile()).under(mapping);
    }

    /** The decoded bytes of one part of a receipt. */
    public Content part(Receipt receipt, String number) {
        Mapping mapping = mappings.named(receipt.mapping());
        return readerOf(mapping).part(receipt, mapping.profile(), number);
    }

    /** A page, from 1, of the scanned letter in a receipt as a PNG; throws as {@link FormatReader#picture}. */
    public byte[] picture(Receipt receipt, int page) {
        Mapping mapping = mappings.named(receipt.mapping());
        return readerOf(mapping).picture(receipt, mapping.profile(), page).png();
    }

    /** Bytes of that mapping as a text for people; empty if its format is no text. */
    public Optional<String> text(String mapping, byte[] bytes) {
        return readerOf(mappings.named(mapping)).text(bytes);
    }

    /** Where in an input the values of a view stand, by their JSON pointers in the view; those that cannot be told are left out. */
    public Map<String, InputPlace> places(String name, byte[] bytes, JsonNode view, Collection<String> pointers) {
        Mapping mapping = mappings.named(name);
        FormatReader reader = readerOf(mapping);
        String text = reader.text(bytes).orElse("");
        Map<String, InputPlace> places = new TreeMap<>();
        for (String pointer : pointers) {
            reader.place(text, mapping.profile(), view, pointer).ifPresent(place -> places.put(pointer, place));
        }
        return places;
    }

    private FormatReader readerOf(Mapping mapping) {
        FormatReader reader = readers.get(mapping.reader());
        if (reader == null) {
            throw new ProblemException(Problem.PROFILE_INVALID, "reader");
        }
        return reader;
    }
}
