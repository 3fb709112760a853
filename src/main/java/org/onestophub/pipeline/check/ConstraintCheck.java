package org.onestophub.pipeline.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.Complaint;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.StatusEvent;
import org.onestophub.problem.Problem;

/** Binds a document to its record, {@link Complaint} or {@link StatusEvent}, and checks the record's constraints. */
final class ConstraintCheck {

    private static final Set<Class<? extends Annotation>> PRESENCE =
            Set.of(NotNull.class, NotBlank.class, NotEmpty.class);

    private final Validator validator;

    ConstraintCheck(Validator validator) {
        this.validator = validator;
    }

    /**
     * The result of binding.
     *
     * @param document in canonical form; as it was if it cannot be bound
     * @param violations why it is refused; empty if it is sound
     */
    record Bound(ObjectNode document, List<Finding> violations) {}

    /** The complaint in that document. */
    Bound bind(ObjectNode document) {
        return bind(document, Complaint.class);
    }

    /** The status event in that document. */
    Bound bindStatus(ObjectNode document) {
        return bind(document, StatusEvent.class);
    }

    private Bound bind(ObjectNode document, Class<?> type) {
        try {
            Object bound = CanonicalJson.MAPPER.treeToValue(document, type);
            List<Finding> violations = validator.validate(bound).stream()
                    .map(ConstraintCheck::finding)
                    .sorted(java.util.Comparator.comparing(Finding::field))
                    .toList();
            return new Bound(CanonicalJson.MAPPER.valueToTree(bound), violations);
        } catch (JsonMappingException e) {
            // the path names fields and places, the message would quote the datum
            String pointer = e.getPath().stream()
                    .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
                    .collect(Collectors.joining());
            return new Bound(document, List.of(Finding.of(Problem.FIELD_INVALID, pointer)));
        } catch (JsonProcessingException e) {
            return new Bound(document, List.of(Finding.of(Problem.FIELD_INVALID, "")));
        }
    }

    private static Finding finding(ConstraintViolation<?> violation) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            if (node.getName() != null && !node.getName().startsWith("<")) {
                pointer.append('/').append(node.getName());
            }
        }
        boolean missing = PRESENCE.contains(
                violation.getConstraintDescriptor().getAnnotation().annotationType());
        return Finding.of(missing ? Problem.FIELD_MISSING : Problem.FIELD_INVALID, pointer.toString());
    }
}
