package org.onestophub.pipeline.read;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.contract.InputMeaning;
import org.onestophub.pipeline.read.format.FormatReader;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Asks the reader that the mapping names. */
@Component
class ReadMeaning implements InputMeaning {

    private final Map<String, FormatReader> readers;

    ReadMeaning(List<FormatReader> readers) {
        this.readers =
                readers.stream().collect(Collectors.toUnmodifiableMap(FormatReader::format, Function.identity()));
    }

    @Override
    public Optional<String> digestOf(Mapping mapping, Content content) {
        FormatReader reader = readers.get(mapping.reader());
        try {
            return reader == null ? Optional.empty() : reader.meaning(content, mapping.profile());
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }
}
