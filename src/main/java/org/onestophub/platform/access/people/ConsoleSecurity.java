package org.onestophub.platform.access.people;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The security of everything below {@code /console}: login by form, session, CSRF token, headers. The doors of the API have a
 * chain of their own, without sessions.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConsoleProperties.class)
class ConsoleSecurity {

    private static final String FRAME_OPTIONS = "X-Frame-Options";
    private static final String SECURE_PREFIX = "__Host-";
    /** Scripts and styles are files of the hub; nothing inline, nothing from elsewhere. */
    private static final String CONTENT_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "frame-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'");

    @Bean
    @Order(1)
    SecurityFilterChain console(
            HttpSecurity http,
            PersonLogin login,
            SessionWatch watch,
            ConsoleRedirects redirects,
            ConsoleProperties settings)
            throws Exception {
        return http.securityMatcher("/console", "/console/**")
                .authenticationManager(new ProviderManager(login))
                .csrf(csrf -> csrf.csrfTokenRepository(tokens(settings)))
                .httpBasic(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(form -> form.loginPage(ConsoleRedirects.LOGIN)
                        .usernameParameter("name")
                        .passwordParameter("password")
                        .authenticationDetailsSource(LoginPlace::new)
                        .successHandler(redirects::loggedIn)
                        .failureHandler(redirects::notLoggedIn))
                .logout(logout -> logout.logoutUrl("/console/logout").logoutSuccessUrl(ConsoleRedirects.LOGIN + "?out"))
                .addFilterBefore(watch, AnonymousAuthenticationFilter.class)
                .headers(ConsoleSecurity::headers)
                .authorizeHttpRequests(
                        // what is forwarded or answered later belongs to a request that was let in
                        paths -> paths.dispatcherTypeMatchers(
                                        DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
                                .permitAll()
                                .requestMatchers(ConsoleRedirects.LOGIN, "/console/assets/**", "/console/language")
                                .permitAll()
                                .anyRequest()
                                .access((person, request) -> new AuthorizationDecision(isLoggedIn(person))))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(redirects::toLogin).accessDeniedHandler(redirects::stale))
                .build();
    }

    /** One cookie for sessions, sent with no request that another site causes. */
    @Bean
    ServletContextInitializer sessionCookie(ConsoleProperties settings) {
        return context -> {
            SessionCookieConfig cookie = context.getSessionCookieConfig();
            cookie.setName(prefix(settings) + "console");
            cookie.setHttpOnly(true);
            cookie.setSecure(settings.secureCookie());
            cookie.setPath("/");
            cookie.setAttribute("SameSite", "Strict");
            context.setSessionTrackingModes(Set.of(SessionTrackingMode.COOKIE));
        };
    }

    /** A cookie and not the session: who only looks at the login page needs no session. */
    private static CookieCsrfTokenRepository tokens(ConsoleProperties settings) {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(prefix(settings) + "console-form");
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).sameSite("Strict").secure(settings.secureCookie()));
        return tokens;
    }

    private static String prefix(ConsoleProperties settings) {
        return settings.secureCookie() ? SECURE_PREFIX : "";
    }

    private static boolean isLoggedIn(Supplier<? extends @Nullable Authentication> person) {
        return person.get() instanceof LoggedIn;
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::disable)
                .addHeaderWriter((request, response) -> {
                    // the preview of an attachment says for itself that a page of the console may frame it
                    if (!response.containsHeader(FRAME_OPTIONS)) {
                        response.setHeader(FRAME_OPTIONS, "DENY");
                    }
                })
                .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(
                        policy -> policy.policy("camera=(), microphone=(), geolocation=(), payment=(), usb=()"))
                .crossOriginOpenerPolicy(policy -> policy.policy(
                        org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter
                                .CrossOriginOpenerPolicy.SAME_ORIGIN));
    }
}
