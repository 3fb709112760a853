package org.onestophub.platform.access.edge;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.onestophub.platform.access.HttpProblems;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Errors the server finds before or after Spring, for example a forbidden character in the path. */
@Hidden
@RestController
class ServerFaultController implements ErrorController {

    private static final int UNKNOWN = 500;

    /** The status the server has chosen, as a problem. */
    @RequestMapping("${spring.web.error.path:/error}")
    ResponseEntity<Object> fault(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        return HttpProblems.answer(
                HttpProblems.ofServer(status instanceof Integer code ? code : UNKNOWN), new HttpHeaders());
    }
}
