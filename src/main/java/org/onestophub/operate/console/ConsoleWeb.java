package org.onestophub.operate.console;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.onestophub.complaint.contract.rights.Viewer;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.http.CacheControl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What the pages need of Spring MVC: their files, their texts, the language, and the person who is logged in. */
@Configuration(proxyBeanMethods = false)
class ConsoleWeb implements WebMvcConfigurer {

    static final String TEXTS = "org/onestophub/operate/console/texts/console";

    private static final Duration KEEP = Duration.ofHours(1);

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        // before the page for what is not there
        registry.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registry.addResourceHandler("/console/assets/**")
                .addResourceLocations(
                        "classpath:/org/onestophub/operate/console/assets/",
                        "classpath:/META-INF/resources/webjars/htmx.org/2.0.10/dist/",
                        "classpath:/META-INF/resources/webjars/htmx-ext-sse/2.2.2/")
                .setCacheControl(CacheControl.maxAge(KEEP).cachePrivate());
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new ViewerArgument());
    }

    @Bean
    MessageSource messageSource() {
        ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
        texts.setBasename(TEXTS);
        texts.setDefaultEncoding(StandardCharsets.UTF_8.name());
        texts.setFallbackToSystemLocale(false);
        // words that a newer part of the hub reports are shown as they are
        texts.setUseCodeAsDefaultMessage(true);
        return texts;
    }

    @Bean
    LocaleResolver localeResolver() {
        return new ConsoleLanguage();
    }

    /** The viewer of this request. Every page but the login has one. */
    static Viewer viewer() {
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        if (person != null && person.getPrincipal() instanceof Viewer viewer) {
            return viewer;
        }
        throw new IllegalStateException("a page of the console without a login");
    }

    private static final class ViewerArgument implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Viewer.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @org.jspecify.annotations.Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @org.jspecify.annotations.Nullable WebDataBinderFactory binders) {
            return viewer();
        }
    }
}
