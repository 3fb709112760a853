package org.onestophub.operate.ops;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.onestophub.complaint.contract.operations.AccessRecord;
import org.onestophub.operate.ops.query.DisciplineSight;
import org.onestophub.operate.ops.query.LedgerQueries;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Keeps cases of the discipline route, and inputs that became one, from who has no right to see them: what an address names is
 * not there. Who has the right is recorded each time. Source: decision 0100.
 */
@Configuration(proxyBeanMethods = false)
class DisciplineGate implements WebMvcConfigurer, HandlerInterceptor {

    /** The name as an id; none if it is no number. */
    private static final String ID = "cast(substring(:name from '^[0-9]{1,18}$') as bigint)";

    private static final String OF_RECEIPT = "select i.complaint_id from receipt_item i"
            + " join complaint c on c.id = i.complaint_id and c.discipline where i.receipt_id = ";

    /** A part of a path and the variable that follows it, with the cases on the route of what that names. */
    private enum Named {
        COMPLAINT("/complaints/", "number", "select id from complaint where discipline and number = upper(:name)"),
        RECEIPT("/receipts/", "id", OF_RECEIPT + ID),
        INPUT("/inputs/", "id", OF_RECEIPT + ID),
        SAMPLE("/samples-from/", "receiptId", OF_RECEIPT + ID),
        HELD("/quarantine/", "id", OF_RECEIPT + "(select receipt_id from held where id = " + ID + ")"),
        REJECT(
                "/rejects/",
                "id",
                "select c.id from feed_reject j join complaint c on c.id = j.complaint_id and c.discipline where j.id = "
                        + ID),
        DELIVERY(
                "/api/ops/v1/deliveries/",
                "id",
                "select c.id from delivery d join complaint c on c.id = d.complaint_id and c.discipline where d.id = "
                        + ID);

        private final String path;
        private final String variable;
        private final String question;

        Named(String path, String variable, String question) {
            this.path = path;
            this.variable = variable;
            this.question = question;
        }
    }

    private final LedgerQueries ledger;
    private final AccessRecord record;

    DisciplineGate(LedgerQueries ledger, AccessRecord record) {
        this.ledger = ledger;
        this.record = record;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        // after those who close an address as a whole, whatever it names
        registry.addInterceptor(this)
                .addPathPatterns("/api/ops/**", "/console/**")
                .order(Ordered.LOWEST_PRECEDENCE);
    }

    /**
     * Lets a request in.
     * @throws ProblemException AC-103 if what it names is on the discipline route and the caller may not see that
     */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() != DispatcherType.REQUEST
                || !(request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                        instanceof Map<?, ?> variables)) {
            return true;
        }
        String pattern = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        for (Named named : Named.values()) {
            if (pattern.contains(named.path + "{" + named.variable + "}")) {
                pass(named, String.valueOf(variables.get(named.variable)).strip());
            }
        }
        return true;
    }

    private void pass(Named named, String name) {
        List<Long> cases =
                ledger.sql(named.question).param("name", name).query(Long.class).list();
        if (!cases.isEmpty() && !DisciplineSight.isGiven()) {
            throw new ProblemException(Problem.NOT_FOUND, named.variable);
        }
        cases.stream()
                .distinct()
                .forEach(id -> record.complaintSeen(DisciplineSight.by(), "discipline-seen", id, null));
    }
}
