package org.onestophub.operate.ops;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.onestophub.complaint.contract.Institutions;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.complaint.contract.rights.WithinInstitutions.Subject;
import org.onestophub.operate.ops.query.InstitutionOf;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Keeps keys and people that are bound to institutions within them. An address that does not say
 * {@link WithinInstitutions} is closed to them; what an address names is not there if it is of another institution.
 */
@Configuration(proxyBeanMethods = false)
class InstitutionGate implements WebMvcConfigurer, HandlerInterceptor {

    private final Institutions institutions;
    private final InstitutionOf owners;

    InstitutionGate(Institutions institutions, InstitutionOf owners) {
        this.institutions = institutions;
        this.owners = owners;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**", "/console", "/console/**");
    }

    /**
     * Lets a request in.
     * @throws ProblemException AC-110 for a key, CO-101 for a person, if the address shows the hub as a whole; AC-103 if what
     *     it names is of another institution
     */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Principal caller = request.getUserPrincipal();
        if (caller == null || !(handler instanceof HandlerMethod method)) {
            // files and the login page; what needs a key was let in by its role
            return true;
        }
        List<String> bound = boundOf(caller);
        if (bound.isEmpty()) {
            return true;
        }
        WithinInstitutions kept = method.getMethodAnnotation(WithinInstitutions.class);
        if (kept == null) {
            throw isPerson(caller)
                    ? new ProblemException(Problem.ACCOUNT_RIGHT_MISSING, "institutions")
                    : new ProblemException(Problem.KEY_BOUND);
        }
        if (kept.value() != Subject.NONE) {
            String variable = kept.value().variable();
            String name = String.valueOf(variablesOf(request).get(variable));
            if (owners.of(kept.value(), name).filter(bound::contains).isEmpty()) {
                throw new ProblemException(Problem.NOT_FOUND, variable);
            }
        }
        return true;
    }

    private List<String> boundOf(Principal caller) {
        return caller instanceof Authentication login && login.getPrincipal() instanceof Viewer viewer
                ? viewer.institutions()
                : institutions.ofKey(caller.getName());
    }

    private static boolean isPerson(Principal caller) {
        return caller instanceof Authentication login && login.getPrincipal() instanceof Viewer;
    }

    private static Map<?, ?> variablesOf(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                ? variables
                : Map.of();
    }
}
