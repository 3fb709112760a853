package org.onestophub.platform.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets a key reach an address of the operators' API only with the right that the address declares. Without one it is closed. */
@Configuration(proxyBeanMethods = false)
class RightGate implements WebMvcConfigurer, HandlerInterceptor {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        // before anything looks whose it is that the path names
        registry.addInterceptor(this).addPathPatterns(ApiSecurity.OPERATORS).order(Ordered.HIGHEST_PRECEDENCE);
    }

    /**
     * Lets a request in.
     * @throws ProblemException AC-102 if the key has not the right, or the address declares none
     */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        // an answer that comes later belongs to a request that was let in; what is no method is not found
        if (request.getDispatcherType() != DispatcherType.REQUEST || !(handler instanceof HandlerMethod method)) {
            return true;
        }
        @Nullable NeedsRight needed = method.getMethodAnnotation(NeedsRight.class);
        if (needed == null) {
            throw new ProblemException(Problem.ROLE_MISSING);
        }
        String right = needed.value().word();
        if (!(request.getUserPrincipal() instanceof ApiKey key) || !key.has(right)) {
            throw new ProblemException(Problem.ROLE_MISSING, right);
        }
        return true;
    }
}
