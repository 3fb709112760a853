package org.onestophub.operate.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Language;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.problem.ProblemText;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatusCode;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** A fault of a page becomes a page that says what is wrong and what to do, with the code and nothing of the request. */
@ControllerAdvice(basePackageClasses = ConsoleFaults.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ConsoleFaults {

    private static final HubLog LOG = HubLog.of("console");

    private final PageModel pages;

    ConsoleFaults(PageModel pages) {
        this.pages = pages;
    }

    @ExceptionHandler(ProblemException.class)
    ModelAndView named(ProblemException e, HttpServletRequest request, Locale locale) {
        return page(e.problem(), e.field(), request, locale);
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ModelAndView storeUnavailable(RuntimeException e, HttpServletRequest request, Locale locale) {
        LOG.warn("store-unavailable", LogKey.FAULT, e.getClass().getName());
        return page(Problem.STORE_UNAVAILABLE, "", request, locale);
    }

    @ExceptionHandler({MethodArgumentTypeMismatchException.class, BindException.class})
    ModelAndView unusable(Exception e, HttpServletRequest request, Locale locale) {
        return page(Problem.REQUEST_INVALID, "", request, locale);
    }

    @ExceptionHandler(Exception.class)
    ModelAndView unforeseen(Exception e, HttpServletRequest request, Locale locale) {
        if (e instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            return page(Problem.REQUEST_INVALID, "", request, locale);
        }
        LOG.error(
                "failed",
                LogKey.CODE,
                Problem.ACCESS_FAULT.code(),
                LogKey.FAULT,
                e.getClass().getName());
        return page(Problem.ACCESS_FAULT, "", request, locale);
    }

    private ModelAndView page(Problem problem, String field, HttpServletRequest request, Locale locale) {
        ExtendedModelMap model = new ExtendedModelMap();
        pages.fill(model, request, locale);
        ProblemText text = problem.in(Language.named(locale.getLanguage()));
        model.addAttribute("code", problem.code());
        model.addAttribute("field", field);
        model.addAttribute("text", text);
        boolean asksForReason = problem == Problem.REASON_MISSING
                && request.getMethod().equals("GET")
                && model.getAttribute("viewer") instanceof Viewer viewer
                && viewer.may(Right.CONTENT);
        model.addAttribute("again", asksForReason ? PageModel.hereOf(request) : null);
        return new ModelAndView("fault", model, HttpStatusCode.valueOf(problem.httpStatus()));
    }
}
