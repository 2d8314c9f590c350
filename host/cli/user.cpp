// vestibule user: people who may sign in, as whoever runs this machine. The same commands as everywhere; only the password is asked for
// without an echo.

#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>

#include "commands.hpp"
#include "core/http/client.hpp"
#include "remote.hpp"
#include "vestibule/link/requests.hpp"
#include "vestibule/link/system.hpp"

namespace vestibule::cli {
namespace {

/// One line of standard input; typed at a terminal it is not shown.
std::string read_line(const char* prompt) {
  const bool terminal = isatty(STDIN_FILENO) != 0;
  termios before{};
  if (terminal) {
    std::fputs(prompt, stderr);
    tcgetattr(STDIN_FILENO, &before);
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  std::string line;
  std::getline(std::cin, line);
  if (terminal) {
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    std::fputs("\n", stderr);
  }
  return line;
}

/// Typed blind at a terminal it is asked for twice.
Result<std::string> read_password() {
  std::string typed = read_line("password: ");
  if (isatty(STDIN_FILENO) != 0 && read_line("again: ") != typed) return fail(Code::invalid, "the two passwords differ; nothing was changed");
  return typed;
}

int done(const Result<json::value>& answer) {
  if (!answer) return complain(fmt::format("{}: {}", name_of(answer.error().code), answer.error().message));
  std::puts(json::serialize(*answer).c_str());
  return 0;
}

template <class Call>
int with_house(const std::string& settings, Call call) {
  const auto site = open_site(settings);
  if (!site) return complain(site.error().message);
  auto client = client_of(*site);
  if (!client) return complain(client.error().message);
  link::SystemRandom random;
  return call(**client, link::new_request_id(random.stream("cli")));
}

}  // namespace

int user_add(const UserWishes& wishes) {
  return with_house(wishes.settings, [&](core::http::Client& client, const std::string& id) {
    json::object person{{"name", wishes.name}, {"full_name", wishes.full_name.empty() ? wishes.name : wishes.full_name}, {"role", wishes.role}, {"departments", json::value_from(wishes.departments)}};
    const auto password = read_password();
    if (!password) return complain(password.error().message);
    person["password"] = *password;
    return done(client.post("identity.add_person", id, person));
  });
}

namespace {

std::string standing(const json::value& person) {
  if (person.at("suspended").as_bool()) return "suspended";
  const bool factor = person.at("second_factor").as_bool();
  return !person.at("can_sign_in").as_bool() ? "has no password yet" : factor ? "second factor" : "";
}

/// The id of whoever is meant: an id, or the name they sign in with.
std::string id_of(core::http::Client& client, const std::string& person) {
  const auto people = client.get("identity.people", json::object{});
  if (!people) return person;  // the command itself will say what is wrong
  for (const auto& one : people->at("people").as_array())
    if (std::string_view(one.at("name").as_string()) == person) return std::string(one.at("person").as_string());
  return person;
}

}  // namespace

int user_list(const std::string& settings) {
  return with_house(settings, [&](core::http::Client& client, const std::string&) {
    const auto people = client.get("identity.people", json::object{});
    if (!people) return done(people);
    if (people->at("people").as_array().empty()) std::puts("nobody works here yet: vestibule user add NAME --role administrator");
    for (const auto& person : people->at("people").as_array())
      std::puts(fmt::format("{:18} {:20} {:16} {}", std::string_view(person.at("person").as_string()), std::string_view(person.at("name").as_string()),
                            std::string_view(person.at("role").as_string()), standing(person)).c_str());
    return 0;
  });
}

int user_password(const std::string& settings, const std::string& person) {
  return with_house(settings, [&](core::http::Client& client, const std::string& id) {
    const auto typed = read_password();
    if (!typed) return complain(typed.error().message);
    return done(client.post("identity.reset_password", id, json::object{{"person", id_of(client, person)}, {"password", *typed}}));
  });
}

int user_deed(const std::string& settings, const std::string& person, UserDeed deed) {
  return with_house(settings, [&](core::http::Client& client, const std::string& id) {
    const json::value who(id_of(client, person));
    switch (deed) {
      case UserDeed::suspend: return done(client.post("identity.suspend_person", id, json::object{{"person", who}, {"suspended", true}}));
      case UserDeed::restore: return done(client.post("identity.suspend_person", id, json::object{{"person", who}, {"suspended", false}}));
      case UserDeed::forget_factor: return done(client.post("identity.remove_totp", id, json::object{{"person", who}}));
      case UserDeed::sign_out: return done(client.post("identity.end_sessions", id, json::object{{"person", who}}));
    }
    return 1;
  });
}

}  // namespace vestibule::cli
