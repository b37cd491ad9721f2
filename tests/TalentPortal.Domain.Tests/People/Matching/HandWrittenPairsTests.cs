using TalentPortal.Domain.People.Matching;
using Xunit;
using static TalentPortal.Domain.People.Matching.Matching;

namespace TalentPortal.Domain.Tests.People.Matching;

/// <summary>
/// Twenty-five pairs a culture, as a registrar would decide them. Evidence: e e-mail, m mobile, b date of birth, y year of birth only, g gender, s student id at
/// one partner, n national id; = the same, ~ the same and known to be shared, ! another. What is not mentioned is not known.
/// </summary>
public sealed class HandWrittenPairsTests
{
    public static TheoryData<string, string, string, string> Malay => Table("""
        Same      | Ahmad Faiz bin Rahman             | AHMAD FAIZ BIN RAHMAN              | e=
        Same      | Muhammad Aiman bin Abdullah       | Mohd Aiman b. Abdullah             | e= b=
        Same      | Siti Nurhaliza binti Yusof        | SITI NURHALIZA BT YUSOFF           | m= b=
        Same      | Dato' Hj. Ismail bin Omar         | Ismail Umar                        | e= b=
        Same      | Abdul Rahim bin Salleh            | ABD RAHIM BIN SALEH                | e= m=
        Same      | Abdulrahman bin Ali               | Abd. Rahman bin Ali                | m= b=
        Same      | Nur Ain binti Hassan              | Nor Ain Bte Hasan                  | e=
        Same      | Rahman, Ahmad Faiz bin            | Ahmad Faiz bin Rahman              | e=
        Same      | Nurulain binti Hamid              | Nurul Ain bt. Hamid                | e= b=
        Same      | Aiman bin Ali                     | Hakim bin Omar                     | s=
        Possible  | Aiman bin Ali                     | Hakim bin Omar                     | s= b!
        Possible  | Ahmad Faiz                        | Ahmad Faiz bin Rahman              | e=
        Possible  | Syafiqah binti Daud               | Shafikah binti Daud                | m= b=
        Possible  | Faiz bin Rahman                   | Muhammad Faiz bin Rahman           | e= b=
        Possible  | Ahmad Faiz bin Rahman             | Ahmad Faiz bin Rahman              | b=
        Possible  | Ahmad Faiz bin Rahman             | Ahmad Faiz bin Rahman              | e= b!
        Possible  | Ahmad Faiz bin Rahman             | Ahmad Faiz bin Rahman              | e= m= s!
        Possible  | Nurul Ain binti Hassan            | Nurul Aina binti Hassan            | e= m= b=
        Possible  | Siti Aminah binti Omar            | Siti Aminah binti Omar             | e~
        Possible  | Haziq bin Razak                   | Hazim bin Razak                    | m= b=
        Unrelated | Ahmad bin Ali                     | Ali bin Ahmad                      | m= b!
        Unrelated | Muhammad Aiman bin Abdullah       | Muhammad Aiman bin Abdullah        |
        Unrelated | Muhammad Aiman bin Abdullah       | Muhammad Aiman bin Abdullah        | y= g=
        Unrelated | Muhammad Aiman bin Abdullah       | Muhammad Aiman bin Abdullah        | b! e!
        Unrelated | Nur Aisyah binti Hassan           | Muhammad Danial bin Hassan         | m~ b!
        """);

    public static TheoryData<string, string, string, string> Chinese => Table("""
        Same      | Tan Mei Ling                      | TAN, Mei Ling                      | e=
        Same      | Mei Ling Tan                      | Tan Mei-Ling                       | e= b=
        Same      | Meiling Tan                       | Tan Mei Ling                       | m= b=
        Same      | Tan Mei Ling 陈美玲                | 陳美玲                              | e=
        Same      | 陈美玲 (Tan Mei Ling)              | Tan Mei Ling                       | m= b=
        Same      | 陈美玲                             | 陳美玲女士                           | e= b=
        Same      | Michelle Tan Mei Ling             | Tan Mei Ling (Michelle)            | e=
        Same      | Ms. Ng Hui Min                    | NG HUI MIN                         | e=
        Same      | Tan Sri Lim Kok Wing              | Lim Kok Wing                       | m= b=
        Same      | Ong Wei Jie                       | Ong, Weijie                        | e= m=
        Possible  | Chen Meiling 陈美玲                | Tan Mei Ling 陈美玲                 | b=
        Possible  | 陈美玲                             | Tan Mei Ling                       | e=
        Possible  | 林伟杰                             | Lim Wei Jie                        | m= b=
        Possible  | Michelle Tan                      | Michelle Tan Mei Ling              | e=
        Possible  | Lee Mei Ling                      | Li Mei Ling                        | e= b=
        Possible  | Tan Mei Ling                      | Tan M L                            | e= b=
        Possible  | Tan Mei Ling                      | Tan Mei Ling                       | b=
        Possible  | Lim Wei Ming                      | Lim Wei Meng                       | m= b=
        Possible  | Tan Mei Ling 陈美玲                | Tan Mei Ling 陈美琳                 | e=
        Possible  | Wong Xin Yi                       | Wong Xin Yi                        | m= g!
        Unrelated | Tan Mei Ling                      | Tan Mei Ling                       |
        Unrelated | Tan Mei Ling                      | Tan Mei Ling                       | y= g=
        Unrelated | Lim Wei Ming                      | Lim Jia Hui                        | m~ b!
        Unrelated | 陈美玲                             | 陈伟强                              | e~
        Unrelated | 陈美玲                             | Ong Wei Jie                        | m=
        """);

    public static TheoryData<string, string, string, string> Tamil => Table("""
        Same      | Kumar a/l Suresh                  | KUMAR A/L SURESH                   | e=
        Same      | Kumar a/l Suresh                  | Kumar s/o Suresh                   | m= b=
        Same      | Kumar Suresh                      | Kumar A / L Suresh                 | e= b=
        Same      | Priya a/p Raman                   | Ms Priya AP Raman                  | e=
        Same      | Lakshmi a/p Ganesh                | Letchumi d/o Ganesh                | m= b=
        Same      | Subramaniam a/l Muthu             | Subramanian a/l Muthu              | e= b=
        Same      | Suresh, Kumar                     | Kumar Suresh                       | e=
        Same      | Shanti d/o Krishnan               | Santhi D/O Krishnan                | e=
        Same      | Devi                              | DEVI                               | e= b=
        Same      | S. Kumar                          | S Kumar                            | e= b=
        Possible  | S. Kumar                          | Subramaniam Kumar                  | e=
        Possible  | S. Kumar                          | Kumar a/l Subramaniam              | m= b=
        Possible  | Karthik a/l Rajan                 | Kartik a/l Rajan                   | e= b=
        Possible  | Priya                             | Priya a/p Raman                    | e= b=
        Possible  | Devi                              | Devi                               | e=
        Possible  | Kumar a/l Suresh                  | Kumar a/l Suresh                   | b=
        Possible  | Ganesh a/l Muthu                  | Ganesh a/l Mutu                    | m= b=
        Possible  | Dinesh a/l Ravi                   | Dinish a/l Ravi                    | m= b=
        Possible  | Suresh a/l Kumar                  | Sunil a/l Kumar                    | e= m= b=
        Possible  | Kumar a/l Suresh                  | Kumar a/l Suresh                   | e= n!
        Unrelated | Raman a/l Kumar                   | Kumar a/l Raman                    | m= b!
        Unrelated | Kumar a/l Suresh                  | Kumar a/l Suresh                   | y=
        Unrelated | S. Kumar                          | Subramaniam Kumar                  | y= g=
        Unrelated | Priya a/p Raman                   | Vijay a/l Raman                    | m~ b! g!
        Unrelated | Kavitha a/p Nathan                | Meena a/p Gopal                    | m=
        """);

    public static TheoryData<string, string, string, string> IndianNorth => Table("""
        Same      | Rahul Sharma                      | SHARMA RAHUL                       | e=
        Same      | Priya Chaudhary                   | Priya Chowdhury                    | e= b=
        Same      | Amit Agarwal                      | AMIT AGGARWAL                      | m= b=
        Same      | Mr. Vikram Singh                  | Vikram SINGH                       | e=
        Same      | Harpreet Kaur                     | Kaur, Harpreet                     | e= m=
        Same      | Dr Sunita Mukherjee               | Sunita Mukerjee                    | e= b=
        Same      | Anjali Kumari Das                 | ANJALI KUMARI DAS                  | m=
        Same      | Pooja Rani                        | pooja rani                         | e=
        Same      | Arjun Reddy                       | Arjun Reddy                        | n=
        Same      | Simran                            | Simran                             | m= b=
        Possible  | Rahul K. Sharma                   | Rahul Kumar Sharma                 | e= b=
        Possible  | Rahul Sharma                      | Rahul Kumar Sharma                 | m= b=
        Possible  | R. Sharma                         | Rahul Sharma                       | e=
        Possible  | Ashish Verma                      | Asish Varma                        | e= b=
        Possible  | Deepak Joshi                      | Dipak Joshi                        | e=
        Possible  | Neha Gupta                        | Neha Gupta                         | b=
        Possible  | Neha Gupta                        | Neha Malhotra                      | e= b=
        Possible  | Rohit Mehta                       | Mohit Mehta                        | e= m= b=
        Possible  | Sandeep Gill                      | Mandeep Gill                       | m= b=
        Possible  | Arjun Reddy                       | Vijay Malhotra                     | n= b!
        Unrelated | Rahul Sharma                      | Rahul Sharma                       | y= g=
        Unrelated | Rahul Sharma                      | Rahul Sharma                       | b!
        Unrelated | Gurpreet Singh                    | Manjit Kaur                        | m~
        Unrelated | Amit Kumar                        | Sumit Kumar                        | m~ b!
        Unrelated | Vikram Rathore                    | Sneha Iyer                         | e=
        """);

    public static TheoryData<string, string, string, string> Western => Table("""
        Same      | John Smith                        | SMITH, John                        | e=
        Same      | Catherine O'Brien                 | Katherine OBrien                   | e= b=
        Same      | José García                       | Jose Garcia                        | e=
        Same      | Maria De Silva                    | DE-SILVA Maria                     | m= b=
        Same      | Dr. Stephen Müller                | Steven Muller                      | e= b=
        Same      | Anna van Dijk                     | Anna Van-Dijk                      | m= b=
        Same      | Sara Jones                        | Sarah Jones                        | e=
        Same      | Ｊｏｈｎ Smith                      | John Smith                         | e=
        Same      | Łukasz Øster                      | Lukasz Oster                       | m= b=
        Same      | Emma D’Souza                      | Emma D'Souza                       | e= m=
        Possible  | Michael Brown                     | Mike Brown                         | e= b=
        Possible  | J. Smith                          | John Smith                         | e=
        Possible  | David Ryan Jackson                | David Jackson                      | m= b=
        Possible  | John Smith Jr.                    | John Smith                         | m= b=
        Possible  | Emily Clarke                      | Emily Clark                        | e=
        Possible  | Laura Wood                        | Laura Harrison                     | e= b=
        Possible  | Hannah Turner                     | Hannah Turner                      | e= b!
        Possible  | Johnathon Smyth                   | Jonathan Smith                     | e= b=
        Possible  | Grace Young                       | Grace Young                        | b=
        Possible  | Grace Young                       | Grace Young                        | m~
        Unrelated | John Smith                        | John Smith                         | y= g=
        Unrelated | John Smith                        | John Smith                         |
        Unrelated | John Smith                        | Peter Smith                        | m~ b!
        Unrelated | Alice Wright                      | Thomas Wright                      | m= b!
        Unrelated | Olivia Walker                     | Marcus Nielsen                     | e=
        """);

    [Theory]
    [MemberData(nameof(Malay))]
    [MemberData(nameof(Chinese))]
    [MemberData(nameof(Tamil))]
    [MemberData(nameof(IndianNorth))]
    [MemberData(nameof(Western))]
    public void Every_pair_is_decided_as_a_registrar_would(string expected, string older, string newer, string evidence)
    {
        var (one, other) = Pair(older, newer, evidence);
        Assert.Equal(expected, Judge(other, one).Sameness.ToString());
        Assert.Equal(expected, Judge(one, other).Sameness.ToString());
    }

    [Fact]
    public void Every_culture_has_twenty_five() => Assert.All(new[] { Malay, Chinese, Tamil, IndianNorth, Western }, table => Assert.Equal(25, table.Count));

    private static TheoryData<string, string, string, string> Table(string lines)
    {
        TheoryData<string, string, string, string> table = [];
        foreach (var cells in lines.Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries)))
        {
            table.Add(cells[0], cells[1], cells[2], cells[3]);
        }

        return table;
    }

    private static (Identity, Identity) Pair(string older, string newer, string evidence)
    {
        var partner = new Guid(1, 0, 0, new byte[8]);
        var one = new Identity(older, "one@mail.example", "60123456789", null, null, null, null, null, null);
        var other = new Identity(newer, "other@mail.example", "60198765432", null, null, null, null, null, null);
        foreach (var mark in evidence.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var agrees = mark[1] != '!';
            (one, other) = mark[0] switch
            {
                'e' => (one with { EmailShared = mark[1] == '~' }, agrees ? other with { EmailKey = one.EmailKey } : other),
                'm' => (one with { MobileShared = mark[1] == '~' }, agrees ? other with { MobileKey = one.MobileKey } : other),
                'b' => (one with { BirthDate = new(2001, 5, 17) }, other with { BirthDate = agrees ? new(2001, 5, 17) : new(1975, 11, 2) }),
                'y' => (one with { BirthYear = 2001 }, other with { BirthYear = 2001 }),
                'g' => (one with { Gender = "female" }, other with { Gender = agrees ? "Female" : "male" }),
                's' => (one with { Partner = partner, StudentId = "A100" }, other with { Partner = partner, StudentId = agrees ? "a100 " : "A200" }),
                _ => (one with { NationalIdHash = "x" }, other with { NationalIdHash = agrees ? "x" : "y" }),
            };
        }

        return (one, other);
    }
}
