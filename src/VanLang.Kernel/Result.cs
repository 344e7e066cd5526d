using System.Diagnostics.CodeAnalysis;

namespace VanLang.Kernel;

/// <summary>The outcome of an act that may fail as expected. Bugs are exceptions, never results.</summary>
public readonly struct Result
{
    private readonly IReadOnlyList<Error>? errors;

    private Result(IReadOnlyList<Error> errors) => this.errors = errors;

    /// <summary>The act succeeded.</summary>
    public static Result Ok => default;

    /// <summary>True when the act succeeded.</summary>
    public bool IsOk => errors is null;

    /// <summary>What failed; empty on success.</summary>
    public IReadOnlyList<Error> Errors => errors ?? [];

    /// <summary>The first failure. Asking a success for it is a bug.</summary>
    public Error Error => errors is null ? throw new InvalidOperationException("A success has no error.") : errors[0];

    /// <summary>One failure.</summary>
    public static implicit operator Result(Error error) => new([error]);

    /// <summary>Several failures at once, such as the fields of a form; at least one.</summary>
    public static Result Failed(IReadOnlyList<Error> errors) =>
        errors.Count == 0 ? throw new ArgumentException("A failure needs an error.", nameof(errors)) : new Result(errors);
}

/// <summary>The outcome of an act that yields a value or fails as expected.</summary>
/// <typeparam name="T">What success yields.</typeparam>
public readonly struct Result<T>
{
    private readonly T? value;
    private readonly IReadOnlyList<Error>? errors;

    private Result(T? value, IReadOnlyList<Error>? errors)
    {
        this.value = value;
        this.errors = errors;
    }

    /// <summary>True when there is a value.</summary>
    public bool IsOk => errors is null;

    /// <summary>The value. Asking a failure for it is a bug.</summary>
    public T Value => errors is null ? value! : throw new InvalidOperationException($"No value: {errors[0].Code}.");

    /// <summary>What failed; empty on success.</summary>
    public IReadOnlyList<Error> Errors => errors ?? [];

    /// <summary>The first failure. Asking a success for it is a bug.</summary>
    public Error Error => errors is null ? throw new InvalidOperationException("A success has no error.") : errors[0];

    /// <summary>Success.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>One failure.</summary>
    public static implicit operator Result<T>(Error error) => new(default, [error]);

    /// <summary>Several failures at once; at least one.</summary>
    public static Result<T> Failed(IReadOnlyList<Error> errors) =>
        errors.Count == 0 ? throw new ArgumentException("A failure needs an error.", nameof(errors)) : new Result<T>(default, errors);

    /// <summary>Takes the value apart from the error in one step.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T found, [MaybeNullWhen(true)] out Error error)
    {
        found = value;
        error = errors?[0];
        return errors is null;
    }
}
