using System.Xml;
using System.Xml.Schema;
using VanLang.Exchange.Edxml;

namespace VanLang.Exchange.Validation;

/// <summary>Our schema of the strict form (docs/schema), as published and as the order in which the validator expects elements.</summary>
internal static class PacketSchema
{
    public const string Path = "/schemas/edxml/v1.xsd";

    private const string Resource = "VanLang.Exchange.Schema.edxml-v1.xsd";

    private static readonly Lazy<XmlSchemaSet> Compiled = new(Compile);
    private static readonly Lazy<Dictionary<string, List<string>>> Orders = new(ReadOrders);

    public static XmlSchemaSet Set => Compiled.Value;

    /// <summary>Children of an element in the order of the strict form, by local names; null for an element that the schema does not know.</summary>
    public static IReadOnlyList<string>? Order(string parent) => Orders.Value.GetValueOrDefault(parent);

    public static Stream Open() => typeof(PacketSchema).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException(Resource);

    private static XmlSchemaSet Compile()
    {
        using var text = Open();
        using var reader = XmlReader.Create(text);
        var set = new XmlSchemaSet { XmlResolver = null };
        set.Add(EdxmlNames.National, reader);
        set.Compile();
        return set;
    }

    private static Dictionary<string, List<string>> ReadOrders()
    {
        var orders = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (XmlSchemaElement root in Set.GlobalElements.Values)
        {
            Read(root, orders);
        }

        return orders;
    }

    private static void Read(XmlSchemaElement element, Dictionary<string, List<string>> orders)
    {
        if (element.ElementSchemaType is not XmlSchemaComplexType type || orders.ContainsKey(element.QualifiedName.Name))
        {
            return;
        }

        var children = new List<XmlSchemaElement>();
        Flatten(type.ContentTypeParticle, children);
        orders[element.QualifiedName.Name] = [.. children.Select(c => c.QualifiedName.Name).Distinct()];
        children.ForEach(c => Read(c, orders));
    }

    private static void Flatten(XmlSchemaParticle particle, List<XmlSchemaElement> found)
    {
        switch (particle)
        {
            case XmlSchemaElement element:
                found.Add(element);
                break;
            case XmlSchemaGroupBase group:
                foreach (var item in group.Items.OfType<XmlSchemaParticle>())
                {
                    Flatten(item, found);
                }

                break;
        }
    }
}
