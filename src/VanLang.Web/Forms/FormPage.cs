using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Kernel;
using VanLang.Web.Http;
using VanLang.Web.Modules;
using VanLang.Web.Text;

namespace VanLang.Web.Forms;

/// <summary>
/// Base of a page with forms. The page binds its form with <c>[SupplyParameterFromForm]</c>, shows it in a <c>FormBox</c> and, when posted, calls
/// <see cref="Submit{T}"/>: annotations, then the use case; success is 303 with a flash message, failure is the same page with status 422 (or that of
/// the error), what was typed kept and the faults named.
/// </summary>
public abstract class FormPage : ComponentBase
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Clearable = new();

    /// <summary>The request. Pages are rendered on the server only, so there always is one.</summary>
    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    [CascadingParameter]
    private FormMappingContext? Mapping { get; set; }

    [Inject]
    private IServiceProvider Provider { get; set; } = null!;

    /// <summary>What the fields share.</summary>
    public FormState State { get; } = new();

    /// <summary>True when the answer is a redirect, so that nothing more needs to be shown.</summary>
    public bool Leaving { get; private set; }

    /// <summary>Who acts.</summary>
    protected Actor Actor => Provider.GetRequiredService<CurrentActor>().Actor;

    /// <summary>Cancelled when the reader goes away. Use it before the commit only.</summary>
    protected CancellationToken Aborted => Http.RequestAborted;

    /// <summary>The token of this showing of the form: the idempotency key for the use case.</summary>
    public Guid SubmissionId { get; private set; }

    /// <inheritdoc/>
    public override Task SetParametersAsync(ParameterView parameters)
    {
        if (SubmissionId == default && parameters.TryGetValue<HttpContext>(nameof(Http), out var http))
        {
            // The framework has read the form by now, to find out which form was posted.
            State.Posted = HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType ? http.Request.Form : null;
            SubmissionId = Guid.TryParse(State.Typed(FormState.TokenField), out var token) ? token : Provider.GetRequiredService<Clock>().NewGuid();
        }

        return base.SetParametersAsync(parameters);
    }

    /// <summary>Checks the form, runs the use case once, and answers.</summary>
    /// <param name="form">The bound form.</param>
    /// <param name="act">The use case.</param>
    /// <param name="next">Where to go with its outcome: a path on this server.</param>
    /// <param name="flash">What to say there.</param>
    protected async Task Submit<T>(object form, Func<CancellationToken, Task<Result<T>>> act, Func<T, string> next, Func<T, string>? flash = null)
    {
        if (!Check(form))
        {
            return;
        }

        var who = $"{Actor.Kind}:{Actor.Id}";
        var outcome = await Provider.GetRequiredService<SubmissionMemory>().Once(who, SubmissionId, async () =>
        {
            var result = await act(Aborted);
            return result.IsOk ? new Submitted(next(result.Value), flash?.Invoke(result.Value), []) : new Submitted(null, null, result.Errors);
        });
        if (outcome.Location is not null)
        {
            Go(outcome.Location, outcome.Flash);
        }
        else
        {
            Refuse(outcome.Errors);
        }
    }

    /// <summary>The same for a use case without a value.</summary>
    protected Task Submit(object form, Func<CancellationToken, Task<Result>> act, string next, string? flash = null) =>
        Submit(form, async ct => (await act(ct)) is { IsOk: false } failed ? Result<bool>.Failed(failed.Errors) : true, _ => next, flash is null ? null : _ => flash);

    /// <summary>Checks what was typed; false (with status 422 and the faults laid out) when something is wrong.</summary>
    protected bool Check(object form)
    {
        FillIn(form);
        var rules = Provider.GetRequiredService<InputRules>();
        var unreadable = Unreadable(form.GetType()).Concat(ReadDates(form)).DistinctBy(p => p.Name).Select(p => new FormFault(p.Name, rules.Unreadable(p), null)).ToList();
        var broken = rules.Check(form).Where(f => unreadable.TrueForAll(u => u.Field != f.Field));
        var order = form.GetType().GetProperties().Select(p => p.Name).ToList();
        foreach (var fault in unreadable.Concat(broken).OrderBy(f => f.Field is null ? int.MaxValue : order.IndexOf(f.Field)))
        {
            State.Add(fault.Field, fault.Sentence);
        }

        if (State.Faults.Count > 0)
        {
            Http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }

        return State.Faults.Count == 0;
    }

    // An empty field is posted as an empty text; a property that may be null says "nothing" by null. A list of which nothing was chosen is not
    // posted at all, and the framework then sets null whatever the type says.
    private static void FillIn(object form)
    {
        foreach (var property in form.GetType().GetProperties().Where(p => p.SetMethod is not null && p.PropertyType.IsGenericType && p.PropertyType.GetGenericTypeDefinition() == typeof(List<>)))
        {
            if (property.GetValue(form) is null)
            {
                property.SetValue(form, Activator.CreateInstance(property.PropertyType));
            }
        }

        foreach (var property in Clearable.GetOrAdd(form.GetType(), FindClearable))
        {
            if (property.GetValue(form) is "")
            {
                property.SetValue(form, null);
            }
        }
    }

    private static PropertyInfo[] FindClearable(Type form)
    {
        var nullability = new NullabilityInfoContext();
        return [.. form.GetProperties().Where(p => p.PropertyType == typeof(string) && p.SetMethod is not null && nullability.Create(p).WriteState is NullabilityState.Nullable)];
    }

    // The framework lays every value that it cannot read at the form itself; which field it was stands in the message's arguments.
    private IEnumerable<PropertyInfo> Unreadable(Type form) =>
        from error in Mapping?.GetAllErrors(State.PostedForm ?? "") ?? []
        from message in error.ErrorMessages
        from argument in message.GetArguments()
        let property = argument is string name ? form.GetProperty(name) : null
        where property is not null && !IsDate(property)
        select property;

    // Dates are read again: the framework reads them in the invariant culture, in which 04/01/2027 is the first of April.
    private IEnumerable<PropertyInfo> ReadDates(object form)
    {
        foreach (var property in form.GetType().GetProperties().Where(p => IsDate(p) && p.SetMethod is not null))
        {
            if (State.TypedIn(property.Name) is not { } typed)
            {
                continue;
            }

            if (Format.TryDate(typed, out var date))
            {
                property.SetValue(form, date);
            }
            else if (!string.IsNullOrWhiteSpace(typed))
            {
                yield return property;
            }
            else if (Nullable.GetUnderlyingType(property.PropertyType) is not null)
            {
                property.SetValue(form, null);
            }
        }
    }

    private static bool IsDate(PropertyInfo property) => (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == typeof(DateOnly);

    /// <summary>Shows the form again with the use case's errors.</summary>
    protected void Refuse(IReadOnlyList<Error> errors)
    {
        foreach (var error in errors)
        {
            State.Add(error.Field, error.Sentence(Problems.Language), error.Code);
        }

        Http.Response.StatusCode = Problems.Status(errors[0].Kind);
    }

    /// <summary>303 to a path on this server, with something to say there.</summary>
    protected void Go(string location, string? flash = null)
    {
        if (flash is not null)
        {
            Flash.Leave(Http, flash);
        }

        Leaving = true;
        // The upload script follows with the reader's whole window instead of inside its request, where the flash would be lost.
        Http.Response.StatusCode = Http.Request.Headers["X-VanLang-Upload"].Count > 0 ? StatusCodes.Status200OK : StatusCodes.Status303SeeOther;
        Http.Response.Headers.Location = location;
    }

    /// <inheritdoc/>
    protected override bool ShouldRender() => !Leaving;
}
