using System.Linq.Expressions;
using System.Reflection;

namespace VanLang.Web.Forms;

/// <summary>
/// Name and value of <c>() => Form.Staff.Email</c>, as the framework's form binding names it. The value is read by walking the expression:
/// compiling it would cost far more than the field does.
/// </summary>
internal static class BoundPath
{
    public static (string Name, PropertyInfo? Property, object? Value) Read(Expression<Func<object?>> expression)
    {
        var body = expression.Body is UnaryExpression { NodeType: ExpressionType.Convert } convert ? convert.Operand : expression.Body;
        var parts = new Stack<MemberInfo>();
        var at = body;
        while (at is MemberExpression member)
        {
            parts.Push(member.Member);
            at = member.Expression;
        }

        if (parts.Count == 0 || at is not (ConstantExpression or null))
        {
            throw new ArgumentException($"A field is bound to a property, as in () => Form.Subject, not to {expression}.");
        }

        var value = (at as ConstantExpression)?.Value;
        var names = new List<string>(parts.Count);
        MemberInfo? last = null;
        foreach (var part in parts)
        {
            value = part switch
            {
                PropertyInfo property => value is null && !property.GetMethod!.IsStatic ? null : property.GetValue(value),
                FieldInfo field => value is null && !field.IsStatic ? null : field.GetValue(value),
                _ => null,
            };

            // A captured variable is a field of a class the compiler made; its name is the variable's.
            names.Add(part.Name);
            last = part;
        }

        // A closure over "this" starts with a compiler field such as <>4__this, which is no part of the posted name.
        names.RemoveAll(n => n.Contains('<', StringComparison.Ordinal));
        return (string.Join('.', names), last as PropertyInfo, value);
    }
}
