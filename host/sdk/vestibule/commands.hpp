#pragma once
// do: named commands and queries, the same for kiosk, console, command line, scenario file and simulation.

#include <functional>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "vestibule/act.hpp"
#include "vestibule/policy.hpp"

namespace soci {
class session;
}

namespace vestibule {

/// What a command or query is called, who may use it, and one line of help.
struct CommandSpec {
  std::string name;        ///< "queue.call_next": the plugin's name, a dot, a verb
  std::string permission;  ///< the right it needs: "queue.call"
  std::string help;        ///< one sentence without a full stop
};

/// A spec together with the shapes of its request and reply, and whom a request is about.
struct CommandShape {
  using About = std::function<Result<std::optional<Subject>>(const json::value& request)>;

  CommandSpec spec;
  std::vector<Field> request;
  std::vector<Field> reply;
  void (*conceal)(json::value& request) = nullptr;  ///< hides what is private in a request before the journal keeps it; null: nothing is
  About about = {};  ///< none: it is about nobody in particular
};

/// A reply that says nothing but "done".
struct Done {};
BOOST_DESCRIBE_STRUCT(Done, (), ())

namespace detail {
template <class T>
struct ReplyOf;
template <class T>
struct ReplyOf<Result<T>> {
  using type = T;
};
}  // namespace detail

/// Registration happens in Plugin::start; handlers run on the loop thread.
///
/// A command's handler is `Result<Reply>(Act&, const Request&)`. It runs in a savepoint: if it fails, its rows are rolled
/// back, so it must leave the memory of its plugin as it was; change rows first, memory last. The host has decoded the
/// request, checked the permission and sorted out repeated request ids before; it journals and replies afterwards. What
/// is Private in a request is not journaled; a reply is, so it may hold nothing Private.
///
/// A query's handler is `Result<Reply>(const Request&)` on the loop, or, with add_table_query,
/// `Result<Reply>(const Request&, soci::session&)` on a reader thread with a read-only session: use that where the answer
/// is long in coming; it may not touch the plugin's memory. With add_series_query the session reads the plugin's series (series.hpp).
///
/// A report's handler is `Result<Reply>(const Actor&, const Request&)` on the loop. It is asked like a query and leaves nothing in
/// the journal; it changes memory, never rows. It is for a device that says how it is, every few seconds, and for a query that must
/// know who asks: a search that shows each actor other rows asks `services.find<AccessPolicy>()` itself, row by row.
///
/// Each of them may say whom a request is about, by a function before the handler: `std::optional<Subject>(const Request&)`, or with
/// Result<> around it, on the loop. It finds the facts in the plugin's own memory or asks a partner's service, and changes nothing.
/// The host asks the policy with them, takes out of the answer what it hides, and keeps in the journal who asked: a query about a
/// subject is answered after the commit that holds its entry. Without such a function a request is about nobody.
class Commands {
 public:
  using Handler = std::function<Result<json::value>(Act&, const json::value&)>;
  using Query = std::function<Result<json::value>(const json::value&)>;
  using TableQuery = std::function<Result<json::value>(const json::value&, soci::session&)>;
  using Report = std::function<Result<json::value>(const Actor&, const json::value&)>;
  using Answer = std::function<void(Result<json::value>)>;

  virtual ~Commands() = default;

  template <class Request, class Function>
  void add(CommandSpec spec, Function handler) { add<Request>(std::move(spec), nullptr, std::move(handler)); }
  template <class Request, class About, class Function>
  void add(CommandSpec spec, About about, Function handler) {
    using Reply = typename detail::ReplyOf<std::invoke_result_t<Function&, Act&, const Request&>>::type;
    static_assert(!holds_private<Reply>, "the first answer to a command is kept in the journal: it may hold nothing private");
    add_command(shape<Request, Reply>(std::move(spec), std::move(about)),
                [handler = std::move(handler)](Act& act, const json::value& body) mutable -> Result<json::value> {
                  VESTIBULE_TRY(const auto request, decode<Request>(body));
                  VESTIBULE_TRY(const auto reply, handler(act, request));
                  return encode(reply);
                });
  }

  template <class Request, class Function>
  void add_query(CommandSpec spec, Function handler) { add_query<Request>(std::move(spec), nullptr, std::move(handler)); }
  template <class Request, class About, class Function>
  void add_query(CommandSpec spec, About about, Function handler) {
    using Reply = typename detail::ReplyOf<std::invoke_result_t<Function&, const Request&>>::type;
    add_query(shape<Request, Reply>(std::move(spec), std::move(about)),
              Query{[handler = std::move(handler)](const json::value& body) mutable -> Result<json::value> {
                VESTIBULE_TRY(const auto request, decode<Request>(body));
                VESTIBULE_TRY(const auto reply, handler(request));
                return encode(reply);
              }});
  }

  template <class Request, class Function>
  void add_table_query(CommandSpec spec, Function handler) { add_table_query<Request>(std::move(spec), nullptr, std::move(handler)); }
  template <class Request, class About, class Function>
  void add_table_query(CommandSpec spec, About about, Function handler) {
    using Reply = typename detail::ReplyOf<std::invoke_result_t<Function&, const Request&, soci::session&>>::type;
    add_query(shape<Request, Reply>(std::move(spec), std::move(about)), table_query<Request>(std::move(handler)));
  }

  template <class Request, class Function>
  void add_series_query(CommandSpec spec, Function handler) { add_series_query<Request>(std::move(spec), nullptr, std::move(handler)); }
  template <class Request, class About, class Function>
  void add_series_query(CommandSpec spec, About about, Function handler) {
    using Reply = typename detail::ReplyOf<std::invoke_result_t<Function&, const Request&, soci::session&>>::type;
    add_series_query(shape<Request, Reply>(std::move(spec), std::move(about)), table_query<Request>(std::move(handler)));
  }

  template <class Request, class Function>
  void add_report(CommandSpec spec, Function handler) { add_report<Request>(std::move(spec), nullptr, std::move(handler)); }
  template <class Request, class About, class Function>
  void add_report(CommandSpec spec, About about, Function handler) {
    using Reply = typename detail::ReplyOf<std::invoke_result_t<Function&, const Actor&, const Request&>>::type;
    add_query(shape<Request, Reply>(std::move(spec), std::move(about)),
              Report{[handler = std::move(handler)](const Actor& actor, const json::value& body) mutable -> Result<json::value> {
                VESTIBULE_TRY(const auto request, decode<Request>(body));
                VESTIBULE_TRY(const auto reply, handler(actor, request));
                return encode(reply);
              }});
  }

  /// Has the house itself carry out a command (from a timer, an event or a finished job). It joins the next group; `then`
  /// is called on the loop after its commit.
  template <class Request>
  void run(std::string_view name, const Request& request, Answer then = {}) { run(name, encode(request), std::move(then)); }
  virtual void run(std::string_view name, json::value request, Answer then) = 0;

 private:
  virtual void add_command(CommandShape shape, Handler handler) = 0;
  virtual void add_query(CommandShape shape, Query query) = 0;
  virtual void add_query(CommandShape shape, TableQuery query) = 0;
  virtual void add_query(CommandShape shape, Report report) = 0;
  virtual void add_series_query(CommandShape shape, TableQuery query) = 0;

  template <class Request, class Function>
  static TableQuery table_query(Function handler) {
    return [handler = std::move(handler)](const json::value& body, soci::session& sql) mutable -> Result<json::value> {
      VESTIBULE_TRY(const auto request, decode<Request>(body));
      VESTIBULE_TRY(const auto reply, handler(request, sql));
      return encode(reply);
    };
  }

  template <class Request, class Reply, class About>
  static CommandShape shape(CommandSpec spec, About about) {
    CommandShape made{std::move(spec), fields_of<Request>(), fields_of<Reply>(),
                      holds_private<Request> ? &vestibule::conceal<Request> : nullptr};
    if constexpr (!std::is_null_pointer_v<About>)
      made.about = [about = std::move(about)](const json::value& body) mutable -> Result<std::optional<Subject>> {
        VESTIBULE_TRY(const auto request, decode<Request>(body));
        return about(request);
      };
    return made;
  }
};

}  // namespace vestibule
