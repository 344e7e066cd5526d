namespace VanLang.Access.Pages.Audit;

/// <summary>Examples in the description of the API, as a running server answered.</summary>
internal static class AuditExamples
{
    public const string Checkpoint = """
        vanlang.example/n1
        1207
        RruoX4XdGQHsyHG0ETqE9cU4Vi1yIi2QJMiMyIWJRH0=

        — n1 Zm9v...
        """;

    public const string Logs = """
        {"items":[{"node":"n1","size":170}]}
        """;

    public const string Keys = """
        {"keys":[{"kty":"EC","crv":"P-256","x":"iIP91SegS_FzIajW3DledkSBu9YMXzQZzsxMxaYprYc","y":"a1XsTjOCyn75cuLnYR7vmAE-_z9G4URzXKepHcki_Kk",
        "kid":"IxHQvTBSGltjabaoEDwpqaOMSWOPxK__trFGDRLY7QQ","alg":"ES256","use":"sig"}]}
        """;

    public const string Inclusion = """
        {"node":"n1","seq":1,"size":170,"leafHash":"nm4p8wbtT7FN6SeqfUYAQ+SxAMtPo24OdR4S/fwnciI=","path":["fJdxSpnVVX9zpaPIceMtlTUEio+8mkfzehzn4Ixq56s=",
        "b8UCxc7dTgiCzsN1PC26rgtXU+UNbLoxuXHnT254TMA=","hdkMbvWqfXlLhPnv+rObDEKbdfPFfW4HfT0TjTRr83Q=","l4NtHQKvOXP9iyTrEqp+A8RoXSTo7vBzWYwMa14sbTs=",
        "BpOsshW3v1wPvj2Rr56b6fF61PxlS8M3gDDIbvXS1z8=","K57iPJoab5K/ZycR1jWoRBXiSKXGDrkkLe6HLON5New=","RnLJWLxi+ZzxWLXYGcG/VV50+WD1Y0ps2kxT0md9Dbw=",
        "m9jonf/3VfHPP5BqlhbyhJhWT8D81L859RUpFk/W7Z4="],"root":"ErqRiwUzMlEJRONHCRyI68yasCQNF7rYi7bdC1HsaOQ="}
        """;

    public const string Consistency = """
        {"node":"n1","from":2,"to":3,"fromRoot":"RruoX4XdGQHsyHG0ETqE9cU4Vi1yIi2QJMiMyIWJRH0=","toRoot":"AOGA4b9bMx3iFqOVxzk2PgxzxQM4vzxzk84SH5gl9cU=",
        "path":["DIdOPBw6/y3pum4lm8zPjO364L2d3A1ix7VBLHW1k48="]}
        """;

    public const string Cosigned = """
        vanlang.example/n1
        1207
        RruoX4XdGQHsyHG0ETqE9cU4Vi1yIi2QJMiMyIWJRH0=

        — n1 Zm9v...
        — witness.example/h29 YmFy...
        """;
}
