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
std::string read_password() {
  const bool terminal = isatty(STDIN_FILENO) != 0;
  termios before{};
  if (terminal) {
    std::fputs("password: ", stderr);
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
    person["password"] = read_password();
    return done(client.post("identity.add_person", id, person));
  });
}

int user_list(const std::string& settings) {
  return with_house(settings, [&](core::http::Client& client, const std::string&) {
    const auto people = client.get("identity.people", json::object{});
    if (!people) return done(people);
    for (const auto& person : people->at("people").as_array())
      std::puts(fmt::format("{:18} {:20} {:16} {}", std::string_view(person.at("person").as_string()), std::string_view(person.at("name").as_string()),
                            std::string_view(person.at("role").as_string()), person.at("suspended").as_bool() ? "suspended" : "").c_str());
    return 0;
  });
}

int user_password(const std::string& settings, const std::string& person) {
  return with_house(settings, [&](core::http::Client& client, const std::string& id) {
    return done(client.post("identity.reset_password", id, json::object{{"person", person}, {"password", read_password()}}));
  });
}

}  // namespace vestibule::cli
