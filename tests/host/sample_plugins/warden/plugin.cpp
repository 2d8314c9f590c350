#include "vestibule/plugin.hpp"

#include <map>
#include <stdexcept>
#include <vestibule/warden.hpp>

namespace vestibule::warden {
namespace {

/// A doctor sees all, a clerk most, whoever has another role nothing but the menu.
class Rules final : public AccessPolicy {
 public:
  Result<Grant> allow(const Wish& wish) override {
    const std::string& role = wish.actor.role;
    if (role == "madman") throw std::runtime_error("a bad day");
    if (wish.permission == "warden.menu" || wish.permission == "host.pages" || wish.permission == "host.session" || role == "doctor" || role == "operator") return Grant{};
    if (role != "clerk" || wish.permission == "warden.alarm" || wish.name == Alarmed::name) return fail(Code::denied, "a {} may not", role);
    if (wish.subject && wish.subject->restricted) return fail(Code::denied, "only a doctor may see {}", wish.subject->id);
    return Grant{wish.name == Renamed::name ? of_events_ : of_answers_};
  }

 private:
  const std::shared_ptr<const Fields> of_answers_ = std::make_shared<const Fields>(Fields{"phone", "last.reason", "visits[].reason", "nowhere[].at.all"});
  const std::shared_ptr<const Fields> of_events_ = std::make_shared<const Fields>(Fields{"to"});
};

class Doors final : public Sessions {
 public:
  Result<Actor> actor_of(const Caller& caller) override {
    if (caller.secret.reveal().empty()) return Actor{"nobody", "nobody", caller.address};
    const auto open = open_.find(caller.secret.reveal());
    if (open == open_.end()) return fail(Code::denied, "that session is over");
    return open->second;
  }
  bool stands(const Caller& caller, const Actor& actor) override {
    const auto open = open_.find(caller.secret.reveal());
    return caller.secret.reveal().empty() || (open != open_.end() && open->second.role == actor.role);
  }
  void open(const json::value& credentials, const Caller& caller, Then then) override {
    const json::object* given = credentials.if_object();
    const json::value* word = given ? given->if_contains("word") : nullptr;
    if (!word || *word != "sesame") return then(fail(Code::denied, "not so"));
    const std::string role(given->at("role").as_string());
    const std::string secret = "secret-" + std::to_string(++sessions_);
    open_[secret] = {"ann", role, caller.address};
    then(SessionOpened{Private<std::string>(secret), std::chrono::hours(8), json::object{{"agent", json::string_view(caller.agent)}}});
  }
  void close(const Caller& caller) override { open_.erase(caller.secret.reveal()); }
  Actor client(std::string_view name) override { return {std::string(name), name == "ward" ? "doctor" : "system", std::string(name)}; }

 private:
  std::map<std::string, Actor> open_;
  int sessions_ = 0;
};

class Warden final : public Plugin {
 public:
  explicit Warden(Context& context) : context_(context) {}

  Result<> start() override {
    context_.services.offer<AccessPolicy>(rules_);
    context_.services.offer<Sessions>(doors_);
    context_.events.declare<Renamed>("Somebody has another name");
    context_.events.declare<Alarmed>("Something is wrong");
    auto& commands = context_.commands;
    const auto about = [this](const auto& request) { return subject(request.person); };
    commands.add<Rename>({"warden.rename", "warden.change", "Gives somebody another name"}, about, [this](Act& act, const Rename& request) {
      act.about("name " + request.name);
      act.tell(Renamed{request.person, request.name});
      act.tell(Alarmed{});
      people_[request.person].name = request.name;
      return Result<PersonView>(people_[request.person]);
    });
    commands.add<Done>({"warden.alarm", "warden.alarm", "Wakes everybody"}, [](Act& act, const Done&) {
      act.tell(Alarmed{});
      return Result<Done>(Done{});
    });
    commands.add_query<PersonAsked>({"warden.person", "warden.read", "Shows somebody"}, about,
                                    [this](const PersonAsked& asked) { return view(asked.person); });
    commands.add_table_query<PersonAsked>({"warden.person_row", "warden.read", "Shows somebody, from the tables"}, about,
                                          [this](const PersonAsked& asked, soci::session&) { return view(asked.person); });
    commands.add_report<Done>({"warden.me", "warden.menu", "Who asks"},
                              [](const Actor& actor, const Done&) { return Result<Who>(Who{actor.id, actor.role}); });
    commands.add_table_query<TrailAsked>({"warden.trail", "warden.read", "Who did what"}, [this](const TrailAsked& asked, soci::session& sql) {
      return Result<TrailShown>(TrailShown{context_.trail.look(sql, asked)});
    });
    lay_out_pages();
    return {};
  }

 private:
  Result<std::optional<Subject>> subject(const std::string& person) const {
    if (person == "ghost") return fail(Code::not_found, "there is no ghost");
    if (person.empty()) return std::optional<Subject>{};
    return std::optional<Subject>{Subject{"person " + person, {"ward"}, {}, person == "king"}};
  }

  Result<PersonView> view(const std::string& person) const {
    const auto found = people_.find(person);
    if (found == people_.end()) return fail(Code::not_found, "there is no {}", person);
    return found->second;
  }

  void lay_out_pages() {
    auto& pages = context_.pages;
    pages.add({"/warden/", "text/html; charset=utf-8", "<!doctype html>"});
    pages.add({"/warden/app.1.js", "text/javascript", "plain", "", true});
    pages.add({"/warden/app.1.js", "text/javascript", "packed", "gzip", true});
    pages.add({"/warden/only.js", "text/javascript", "packed", "gzip"});
    pages.add({"/warden/*", "text/plain", "anything"});
    pages.add({"/warden/deep/*", "text/plain", "deep"});
    pages.welcome("/warden/");
    pages.welcome("/elsewhere/");
  }

  Context& context_;
  Rules rules_;
  Doors doors_;
  std::map<std::string, PersonView> people_{{"kim", {"Kim", "555", {"Monday", "cough"}, {{"Monday", "cough"}, {"Tuesday", "fever"}}}}, {"king", {"King", "1", {}, {}}}};
};

}  // namespace
}  // namespace vestibule::warden

VESTIBULE_PLUGIN(vestibule::warden::Warden)
