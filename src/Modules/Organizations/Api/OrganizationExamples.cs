namespace VanLang.Organizations.Api;

/// <summary>Examples in the description of the API, as a running server answered.</summary>
internal static class OrganizationExamples
{
    public const string List = """
        {"at":"2026-11-24","count":1,"items":[{"code":"G01","code102":"000.00.00.G01","name":"Bộ Công an","shortName":"Bộ Công an","kind":"ministry","level":1,"parent":null,
        "state":"active","from":"2007-07-31","to":null,"successor":null,"inCharge":null,"contact":{"address":"","email":"","telephone":"","fax":"","website":""},
        "legalBasis":{"number":"01/2007/QH12","date":"2007-07-31","issuer":"Quốc hội","note":"[M] Cơ cấu tổ chức Chính phủ nhiệm kỳ khóa XII; ngày bắt đầu trong danh mục này",
        "unconfirmed":true}}],"next":"RzAx"}
        """;

    public const string Changes = """
        {"items":[{"what":"registered","changedAt":"2026-10-25T02:00:00+00:00","organization":{"code":"G01","code102":"000.00.00.G01","name":"Bộ Công an","shortName":"Bộ Công an",
        "kind":"ministry","level":1,"parent":null,"state":"active","from":"2007-07-31","to":null,"successor":null,"inCharge":null,"contact":{"address":"","email":"","telephone":"",
        "fax":"","website":""},"legalBasis":{"number":"01/2007/QH12","date":"2007-07-31","issuer":"Quốc hội",
        "note":"[M] Cơ cấu tổ chức Chính phủ nhiệm kỳ khóa XII; ngày bắt đầu trong danh mục này","unconfirmed":true}}}],"next":"MTIwNw","more":true}
        """;

    public const string Conversion = """
        {"code":"G22","scheme":"QD20","known":true,"qd20":"G22","qcvn102":"000.00.00.G22","name":"Văn phòng Chính phủ","proposal":null}
        """;

    public const string One = """
        {"at":"2026-11-24","code":"G22","code102":"000.00.00.G22","name":"Văn phòng Chính phủ","shortName":"Văn phòng Chính phủ","kind":"ministry-level","level":1,"parent":null,
        "state":"active","from":"2007-07-31","to":null,"successor":null,"inBeing":"G22","endReason":null,"inCharge":null,
        "contact":{"address":"Số 1 Hoàng Hoa Thám, Ba Đình, Hà Nội","email":"vanphongchinhphu@vanlang.example","telephone":"080 43100","fax":"080 44130",
        "website":"vpcp.vanlang.example"},"legalBasis":{"number":"01/2007/QH12","date":"2007-07-31","issuer":"Quốc hội",
        "note":"[M] Cơ cấu tổ chức Chính phủ nhiệm kỳ khóa XII; ngày bắt đầu trong danh mục này","unconfirmed":true},"endLegalBasis":null,"names":[{"name":"Văn phòng Chính phủ",
        "shortName":"Văn phòng Chính phủ","kind":"ministry-level","from":"2007-07-31","to":null,"legalBasis":{"number":"01/2007/QH12","date":"2007-07-31","issuer":"Quốc hội",
        "note":"[M] Cơ cấu tổ chức Chính phủ nhiệm kỳ khóa XII; ngày bắt đầu trong danh mục này","unconfirmed":true}}],"identifiers":[{"scheme":"QCVN102","value":"000.00.00.G22",
        "from":"2016-04-01","to":null,"source":"[M] Danh mục mã cấp 1, chưa đối chiếu văn bản","legalBasis":{"number":"10/2016/TT-BTTTT","date":"2016-04-01",
        "issuer":"Bộ Thông tin và Truyền thông","note":"QCVN 102:2016/BTTTT","unconfirmed":false}},{"scheme":"QD20","value":"G22","from":"2020-09-15","to":null,
        "source":"[M] Danh mục mã cấp 1, chưa đối chiếu văn bản","legalBasis":{"number":"20/2020/QĐ-TTg","date":"2020-07-22","issuer":"Thủ tướng Chính phủ",
        "note":"Mã định danh điện tử của cơ quan, tổ chức; hiệu lực 15/9/2020 [M]","unconfirmed":true}},{"scheme":"other","value":"01.02.G22","from":"2018-01-01","to":null,
        "source":"Gặp trong vết chuyển của gói tin năm 2018","legalBasis":null}],"parents":[],"mergers":[],"children":["G22.01","G22.02","G22.03","G22.04","G22.05","G22.06",
        "G22.07","G22.08","G22.09","G22.10","G22.11","G22.12","G22.13","G22.14","G22.15"],"changedAt":"2026-10-25T02:00:00+00:00"}
        """;
}
