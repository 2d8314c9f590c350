// vestibule: the host of a hospital's front, and the tools that look at it.

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"

using namespace vestibule;

int main(int argc, char** argv) {
  CLI::App app{"Vestibule runs the front of a hospital: queue, kiosks, waiting-room screens, staff desks."};
  app.require_subcommand(1);
  app.set_version_flag("--version", VESTIBULE_VERSION);
  std::string settings;
  app.add_option("--settings", settings, "The settings file (TOML)")->type_name("FILE");
  int status = 0;
  const auto word = [&](CLI::App& parent, const char* name, const char* help) {
    auto* made = parent.add_subcommand(name, help);
    made->fallthrough();
    return made;
  };

  word(app, "serve", "Runs the host until it is told to close")->callback([&] { status = cli::serve(settings); });

  cli::DemoWishes wishes;
  auto* demo = word(app, "demo", "A morning in the front hall: broker, host, kiosks, screens and sixty patients on this machine");
  demo->add_flag("--keep", wishes.keep, "Goes on after the morning until it is told to stop");
  demo->add_flag("--morning", wishes.morning, "Plays the morning on a display of its own even if there is a real one");
  demo->add_option("--hospital", wishes.hospital, "The hospital's file; absent: the demo hospital")->type_name("FILE");
  demo->add_option("--folder", wishes.folder, "For database, logs and pictures; absent: a new one under the temporary folder")->type_name("FOLDER");
  demo->add_option("--visit", wishes.visit, "A command to run after the morning, while the house stands (see host/demo)")->type_name("COMMAND");
  demo->add_option("--pictures", wishes.pictures, "Gets a copy of the pictures")->type_name("FOLDER");
  demo->callback([&] { status = cli::demo(wishes); });

  std::string release;
  auto* plugins = word(app, "plugins", "Lists the plugins and the state each is in");
  plugins->add_option("--release", release, "Lets a quarantined plugin in again at the next start")->type_name("NAME");
  plugins->callback([&] { status = cli::plugins(settings, release); });

  bool markdown = false;
  auto* describe = word(app, "describe", "Prints the reference of commands, queries, events, settings and tables");
  describe->add_flag("--markdown", markdown, "As Markdown");
  describe->callback([&] { status = cli::describe(settings, markdown); });

  word(app, "doctor", "Checks disk, clock, broker, fonts, sound, printer and database")->callback([&] { status = cli::doctor(settings); });

  auto* audit = word(app, "audit", "The tamper-evident journal");
  audit->require_subcommand(1);
  cli::AuditWishes verified;
  auto* verify = word(*audit, "verify", "Compares every entry with the hash chain and with the checkpoints that were signed");
  verify->add_option("--database", verified.database, "A copy of the database")->type_name("FILE");
  verify->add_option("--checkpoints", verified.checkpoints, "The signed lines; absent: as the settings say")->type_name("FILE");
  verify->add_option("--key", verified.key, "The open half of the key; absent: the file beside the checkpoints")->type_name("FILE");
  verify->callback([&] {
    verified.settings = settings;
    status = cli::audit_verify(verified);
  });
  word(*audit, "key", "Prints the open half of the signing key, which is made if there is none")->callback([&] { status = cli::audit_key(settings); });

  cli::BackupWishes kept;
  auto* backup = word(app, "backup", "Copies the database, encrypted, while the host serves it");
  backup->add_option("FILE", kept.file, "A file that is not there yet, or a folder");
  backup->add_option("--key", kept.key, "The key file; absent: as the settings say")->type_name("FILE");
  backup->add_option("--keep", kept.keep, "In a folder: the newest so many stay, older ones go")->check(CLI::Range(1, 10'000));
  backup->add_flag("--make-key", kept.make_key, "Makes the key file, and no backup");
  backup->callback([&] {
    kept.settings = settings;
    status = cli::backup(kept);
  });

  cli::RestoreWishes wanted;
  auto* restore = word(app, "restore", "Puts a backup in the place of the database");
  restore->add_option("FILE", wanted.file, "The backup")->required();
  restore->add_option("--to", wanted.to, "Another place than the site's database")->type_name("DATABASE");
  restore->add_option("--key", wanted.key, "The key file; absent: as the settings say")->type_name("FILE");
  restore->add_flag("--aside", wanted.aside, "Renames a database that is there, and keeps it");
  restore->add_option("--gap", wanted.gap, "How many numbers the first start leaves out in each series")->check(CLI::Range(0, 100'000))->capture_default_str();
  restore->add_flag("--without-checkpoints", wanted.without_checkpoints, "Compares with no checkpoints and signs none");
  restore->callback([&] {
    wanted.settings = settings;
    status = cli::restore(wanted);
  });

  auto* user = word(app, "user", "People who may sign in, as whoever runs this machine; passwords are read from standard input");
  user->require_subcommand(1);
  cli::UserWishes somebody;
  auto* add = word(*user, "add", "Somebody begins to work here");
  add->add_option("NAME", somebody.name, "To sign in with: a-z 0-9 . _ -")->required();
  add->add_option("--role", somebody.role, "administrator, doctor, nurse, clerk, manager or privacy_officer")->required();
  add->add_option("--full-name", somebody.full_name, "Absent: the name");
  add->add_option("--department", somebody.departments, "May be said several times");
  add->callback([&] {
    somebody.settings = settings;
    status = cli::user_add(somebody);
  });
  word(*user, "list", "Prints who works here")->callback([&] { status = cli::user_list(settings); });
  std::string person;
  auto* password = word(*user, "password", "Gives somebody a new password, and ends their sessions");
  password->add_option("PERSON", person, "The name they sign in with, or the id that the list prints")->required();
  password->callback([&] { status = cli::user_password(settings, person); });
  constexpr struct {
    const char *name, *help;
    cli::UserDeed deed;
  } user_deeds[] = {{"suspend", "Keeps somebody out, and ends their sessions at once", cli::UserDeed::suspend},
                    {"restore", "Lets somebody in again who was suspended", cli::UserDeed::restore},
                    {"forget-factor", "Takes away a second factor that was lost, and the password with it: then `user password`", cli::UserDeed::forget_factor},
                    {"sign-out", "Ends all of somebody's sessions", cli::UserDeed::sign_out}};
  for (const auto& one : user_deeds) {
    auto* deed = word(*user, one.name, one.help);
    deed->add_option("PERSON", person, "The name they sign in with, or the id that the list prints")->required();
    deed->callback([&, what = one.deed] { status = cli::user_deed(settings, person, what); });
  }

  cli::BrokerWishes site;
  auto* broker = word(app, "broker", "The site's mosquitto, and the devices that may speak to it");
  broker->require_subcommand(1);
  const auto broker_word = [&](const char* name, const char* help, int (*act)(const cli::BrokerWishes&)) {
    auto* made = word(*broker, name, help);
    made->add_option("FOLDER", site.folder, "Where its files stand")->required();
    made->callback([&status, &site, act] { status = act(site); });
    return made;
  };
  auto* init = broker_word("init", "Makes the folder: configuration, access rules, certificates, the host's password", cli::broker_init);
  init->add_option("--host", site.hosts, "A name or address at which devices reach it; may be said several times")->required();
  init->add_option("--inside-port", site.inside_port, "For the host, on this machine only")->check(CLI::Range(1, 65535))->capture_default_str();
  init->add_option("--devices-port", site.devices_port, "TLS, for devices by certificate")->check(CLI::Range(1, 65535))->capture_default_str();
  init->add_option("--screens-port", site.screens_port, "TLS, for kiosks and screens by password")->check(CLI::Range(1, 65535))->capture_default_str();
  auto* enrol = broker_word("enrol", "Gives a device, or all of a list, its certificate", cli::broker_enrol);
  enrol->add_option("NAME", site.name, "What the device is called in topics");
  enrol->add_option("--request", site.request, "Its certificate request (PEM), if it made its key itself")->type_name("FILE");
  enrol->add_option("--asset", site.asset, "What the site's books call it");
  enrol->add_option("--list", site.list, "CSV with a head: name, and if they are there asset and request")->type_name("FILE");
  enrol->add_option("--days", site.days, "How long the certificate lasts")->check(CLI::Range(1, 7300))->capture_default_str();
  broker_word("revoke", "Takes a device's certificate back and ends its session", cli::broker_revoke)->add_option("NAME", site.name, "The device")->required();
  broker_word("devices", "Lists who holds a certificate", cli::broker_devices);

  std::int64_t after = 0;
  int limit = 100;
  auto* journal = word(app, "journal", "Prints journal entries, one JSON object a line");
  journal->add_option("--after", after, "Only those after this sequence number");
  journal->add_option("--limit", limit, "At most so many")->check(CLI::Range(1, 1'000'000));
  journal->callback([&] { status = cli::journal(settings, after, limit); });

  std::string name, body = "{}", request_id;
  auto* carry_out = word(app, "do", "Has the running host carry out a command; prints its answer as JSON");
  carry_out->add_option("NAME", name, "The command")->required();
  carry_out->add_option("JSON", body, "Its request");
  carry_out->add_option("--request-id", request_id, "Makes it safe to repeat; chosen at random if absent");
  carry_out->callback([&] { status = cli::do_command(settings, name, body, request_id); });

  auto* ask = word(app, "ask", "Asks the running host a query; prints its answer as JSON");
  ask->add_option("NAME", name, "The query")->required();
  ask->add_option("JSON", body, "Its request");
  ask->callback([&] { status = cli::ask_query(settings, name, body); });

  CLI11_PARSE(app, argc, argv);
  return status;
}
