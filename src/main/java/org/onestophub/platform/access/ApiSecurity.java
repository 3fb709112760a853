package org.onestophub.platform.access;

import jakarta.servlet.DispatcherType;
import java.util.function.Predicate;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;

/** Which address needs which role. What is not named here is closed. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class ApiSecurity {

    /** The operators' API. */
    static final String OPERATORS = "/api/ops/**";

    @Bean
    SecurityFilterChain doors(HttpSecurity http, ApiKeys keys, Refusals refusals) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable) // no cookies, no browser sessions: nothing to forge
                .httpBasic(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(new KeyFilter(keys, refusals), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(ApiSecurity::rules)
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                                (request, response, fault) -> refusals.keyMissing(request, response))
                        .accessDeniedHandler((request, response, fault) -> refusals.roleMissing(request, response)))
                .build();
    }

    /** Nobody logs in to the API by name and password, and the console has a way of its own; its presence keeps Boot from inventing a user. */
    @Bean
    AuthenticationManager noLogins() {
        return authentication -> {
            throw new BadCredentialsException("only API keys");
        };
    }

    /** A span per security filter costs more than the check itself. */
    @Bean
    SecurityObservationSettings noObservations() {
        return SecurityObservationSettings.noObservations();
    }

    private static void rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry paths) {
        // an answer that comes later belongs to a request that was let in
        paths.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")
                .permitAll()
                .requestMatchers("/actuator/**")
                .hasAuthority(ApiKey.WHOLE_HUB)
                .requestMatchers("/v3/api-docs", "/v3/api-docs.yaml", "/v3/api-docs/**")
                .authenticated()
                .requestMatchers("/api/hotline/**")
                .hasAuthority(Role.HOTLINE.word())
                .requestMatchers("/api/desk/**")
                .hasAuthority(Role.DESK.word())
                .requestMatchers("/api/push/v1/{channel}")
                .access((key, request) ->
                        decision(key.get(), (Role.PUSH + request.getVariables().get("channel"))::equals))
                .requestMatchers("/api/status/v1/events")
                .hasAnyAuthority(Role.CASES.word(), Role.DESK.word(), Role.HOTLINE.word())
                .requestMatchers("/api/status/**")
                .access((key, request) -> decision(key.get(), ApiSecurity::seesReceipts))
                .requestMatchers("/api/district/**")
                .hasAuthority(Role.DISTRICT.word())
                .requestMatchers(OPERATORS)
                // which right an address needs, it declares itself, and RightGate asks for it
                .hasAnyAuthority(KeyRight.words().toArray(String[]::new))
                .anyRequest()
                .denyAll();
    }

    private static AuthorizationDecision decision(Authentication key, Predicate<String> lets) {
        return new AuthorizationDecision(key != null
                && key.isAuthenticated()
                && key.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .anyMatch(lets));
    }

    /** Who pushes may ask what became of it. */
    private static boolean seesReceipts(String authority) {
        return authority.equals(Role.HOTLINE.word())
                || authority.equals(Role.DESK.word())
                || authority.equals(Role.STATUS.word())
                || authority.equals(Role.CASES.word())
                || authority.startsWith(Role.PUSH);
    }
}
