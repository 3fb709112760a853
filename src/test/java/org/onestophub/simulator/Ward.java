package org.onestophub.simulator;

import java.util.List;

/** The people of the hospital that is played; all invented. */
final class Ward {

    /**
     * A patient.
     *
     * @param number the hospital's own
     * @param family family name
     * @param given given name
     * @param sex M or F
     * @param birth yyyyMMdd
     * @param phone mobile
     * @param idCard one of the two published specimens, or empty
     * @param visit visit number
     * @param department its name
     */
    record Patient(
            String number,
            String family,
            String given,
            String sex,
            String birth,
            String phone,
            String idCard,
            String visit,
            String department) {

        /** Family and given name together, as people write it. */
        String name() {
            return family + given;
        }
    }

    /** Ten patients, number 1 to 10. */
    static final List<Patient> PATIENTS = List.of(
            patient(1, "甲", "F", "19491231", "11010519491231002X", "心血管内科"),
            patient(2, "乙", "M", "19800101", "440524188001010014", "骨科"),
            patient(3, "丙", "F", "19750615", "", "药剂科"),
            patient(4, "丁", "M", "19900303", "", "急诊医学科"),
            patient(5, "戊", "F", "20010520", "", "妇产科"),
            patient(6, "己", "M", "19680808", "", "神经内科"),
            patient(7, "庚", "F", "19550101", "", "眼科"),
            patient(8, "辛", "M", "20180909", "", "儿科"),
            patient(9, "壬", "F", "19871111", "", "普外科"),
            patient(10, "癸", "M", "19790228", "", "泌尿外科"));

    private Ward() {}

    private static Patient patient(int n, String given, String sex, String birth, String idCard, String department) {
        String two = String.format(java.util.Locale.ROOT, "%02d", n);
        return new Patient(
                "P0000" + two, "测试", given, sex, birth, "138000000" + two, idCard, "V202609170" + two, department);
    }
}
