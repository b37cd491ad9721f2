using System.Linq.Expressions;

namespace TalentPortal.Web.Platform.Http;

/// <summary>The rows after a key.</summary>
public static class Keyset
{
    private static readonly Func<string, string, int> CompareInDatabase = string.Compare;

    /// <summary>Rows whose code comes after the one of <paramref name="paging"/>, in the order of codes, one more than its limit.</summary>
    /// <remarks>The comparison is the database's, which also orders; the two agree whatever its collation.</remarks>
    public static IQueryable<T> AfterCode<T>(this IQueryable<T> rows, Expression<Func<T, string>> code, Paging paging)
    {
        if (paging.After.Count > 0)
        {
            var compared = Expression.Call(CompareInDatabase.Method, code.Body, Expression.Constant(paging.After[0]));
            rows = rows.Where(Expression.Lambda<Func<T, bool>>(Expression.GreaterThan(compared, Expression.Constant(0)), code.Parameters));
        }

        return rows.OrderBy(code).Take(paging.Limit + 1);
    }
}
