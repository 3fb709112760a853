package org.onestophub.operate.ops;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import org.onestophub.operate.ops.query.DisciplineCases;
import org.onestophub.operate.ops.query.DisciplineCases.Thing;
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

    /** A part of a path and the variable that follows it, with what that names. */
    private enum Named {
        COMPLAINT("/complaints/", "number", Thing.COMPLAINT),
        RECEIPT("/receipts/", "id", Thing.RECEIPT),
        INPUT("/inputs/", "id", Thing.RECEIPT),
        SAMPLE("/samples-from/", "receiptId", Thing.RECEIPT),
        HELD("/quarantine/", "id", Thing.HELD),
        REJECT("/rejects/", "id", Thing.REJECT),
        ALARM("/alarms/", "id", Thing.ALARM),
        DELIVERY("/api/ops/v1/deliveries/", "id", Thing.DELIVERY);

        private final String path;
        private final String variable;
        private final Thing thing;

        Named(String path, String variable, Thing thing) {
            this.path = path;
            this.variable = variable;
            this.thing = thing;
        }

        /** A held part is released without anything of the others being shown. */
        Thing thingOf(String pattern) {
            boolean isRelease = pattern.endsWith("/replay") || pattern.endsWith("/discard");
            return this == HELD && isRelease ? Thing.HELD_PART : thing;
        }
    }

    private final DisciplineCases cases;

    DisciplineGate(DisciplineCases cases) {
        this.cases = cases;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        // after those who close an address as a whole, whatever it names
        registry.addInterceptor(this)
                .addPathPatterns("/api/ops/**", "/console/**")
                .order(Ordered.LOWEST_PRECEDENCE);
    }

    /**
     * Lets a request in. If what it names is on the discipline route and the caller may not see that, the address gets a name
     * that nothing has. So the answer is the one for an unknown name, also if something else is wrong with the request.
     */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() != DispatcherType.REQUEST
                || !(request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                        instanceof Map<?, ?> variables)) {
            return true;
        }
        String pattern = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        Map<Object, Object> seen = new HashMap<>(variables);
        for (Named named : Named.values()) {
            if (pattern.contains(named.path + "{" + named.variable + "}")
                    && cases.isHidden(
                            named.thingOf(pattern),
                            String.valueOf(variables.get(named.variable)).strip())) {
                seen.put(named.variable, named.thing.nameOfNone());
            }
        }
        request.setAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, seen);
        return true;
    }
}
