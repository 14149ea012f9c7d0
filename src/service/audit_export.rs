//! Taking the audit log out as a file. That it was taken is itself an entry, written before the first octet leaves.

use super::{
    Ctx, Error, Principal,
    audit::{Wanted, actor_people, filter},
    member_actions::still_may,
};
use crate::{
    app::App,
    domain::{
        audit::{Action, line::Line},
        csv,
        ids::{AccountId, UserId},
        policy::{self, Relation},
    },
    store::{
        Tx,
        audit::{EventRow, chain_of},
        audit_list::{self, Filter, Order, Range},
    },
};

/// Entries read in one transaction.
const AT_ONCE: i64 = 1000;

/// How the file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values, for people and spreadsheets.
    Csv,
    /// JSON lines with everything the hashes cover, for `vestibule audit verify`.
    JsonLines,
}

impl Format {
    /// The ending of the file's name.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
        }
    }

    /// What it is for a browser.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::JsonLines => "application/jsonl",
        }
    }
}

/// A file being written, oldest entry first: ask for the next part until there is none.
#[derive(Debug)]
pub struct Export {
    app: App,
    account: AccountId,
    principal: Principal,
    filter: Filter,
    format: Format,
    name: String,
    /// What is not written yet.
    rest: Range,
    begun: bool,
}

/// Begins an export of the signed-in administrator's account and writes that down. Entries up to that very one are in it.
///
/// # Errors
/// [`Error::SignedOut`], [`Error::Forbidden`]; [`Error::NotFound`] when a filter cannot be followed.
pub async fn begin(app: &App, ctx: &Ctx, wanted: &Wanted, format: Format) -> Result<Export, Error> {
    let principal = ctx.may(policy::Action::ExportAudit, Relation::Account)?;
    let account = principal.account_id;
    let mut tx = app.db.write().await?;
    let read = filter(&mut tx, account, wanted).await?;
    if !read.unfit.is_empty() {
        return Err(Error::NotFound);
    }
    let entry =
        principal.entry(Action::AuditExported, format!("account:{account}"), detail(&read.filter, format));
    tx.commit(&entry, &ctx.origin()).await?;
    let mut tx = app.db.read().await?;
    let mut rest = audit_list::range(&mut tx, account, &read.filter).await?;
    // What is added from now on is for the next export.
    rest.last = rest.last.min(audit_list::last(&mut tx, account).await?);
    let name = format!("audit-{account}-{}.{}", ctx.now.to_day(), format.ending());
    Ok(Export {
        app: app.clone(),
        account,
        principal: principal.clone(),
        filter: read.filter,
        format,
        name,
        rest,
        begun: false,
    })
}

/// What was taken: the format and the filters.
fn detail(filter: &Filter, format: Format) -> serde_json::Value {
    let mut detail = serde_json::Map::new();
    let mut say = |name: &str, value: Option<serde_json::Value>| {
        if let Some(value) = value {
            detail.insert(name.to_owned(), value);
        }
    };
    say("format", Some(format.ending().into()));
    say("actions", (!filter.actions.is_empty()).then(|| filter.actions.clone().into()));
    say("actor", filter.actor.map(|UserId(id)| id.into()));
    say("subjects", (!filter.subjects.is_empty()).then(|| filter.subjects.clone().into()));
    say("from", filter.from.map(|at| at.to_rfc3339().into()));
    say("until", filter.until.map(|at| at.to_rfc3339().into()));
    serde_json::Value::Object(detail)
}

impl super::export::Export for Export {
    fn name(&self) -> &str {
        &self.name
    }

    fn content_type(&self) -> &'static str {
        self.format.content_type()
    }

    async fn next(&mut self) -> Result<Option<String>, Error> {
        let mut part = String::new();
        if !self.begun {
            self.begun = true;
            if self.format == Format::Csv {
                part.push_str(&csv::row(&COLUMNS));
            }
        }
        if self.rest.first <= self.rest.last {
            let mut tx = self.app.db.read().await?;
            still_may(&mut tx, &self.principal, self.app.clock.now()).await?;
            let (order, most) = (Order::OldestFirst, AT_ONCE);
            let rows = audit_list::list(&mut tx, self.account, &self.filter, self.rest, order, most).await?;
            let more = i64::try_from(rows.len()).is_ok_and(|rows| rows == most);
            let written = rows.last().filter(|_| more).map_or(self.rest.last, |row| row.id);
            self.rest.first = written.saturating_add(1);
            match self.format {
                Format::Csv => write_csv(&mut tx, self.account, &rows, &mut part).await?,
                Format::JsonLines => write_lines(rows, &mut part)?,
            }
        }
        Ok((!part.is_empty()).then_some(part))
    }
}

const COLUMNS: [&str; 12] = [
    "seq",
    "time",
    "actor_id",
    "actor_name",
    "actor_email",
    "action",
    "subject",
    "ip",
    "request_id",
    "detail",
    "prev_hash",
    "hash",
];

async fn write_csv(
    tx: &mut Tx,
    account: AccountId,
    rows: &[EventRow],
    part: &mut String,
) -> Result<(), Error> {
    let people = actor_people(tx, account, rows).await?;
    for row in rows {
        let link = row.link()?;
        let text = |value: Option<String>| value.unwrap_or_default();
        let person = row.actor_id.and_then(|id| people.get(&id));
        part.push_str(&csv::row(&[
            &text(row.seq.map(|seq| seq.to_string())),
            &row.at.to_rfc3339(),
            &text(row.actor_id.map(|id| id.to_string())),
            person.map_or("", |person| &person.name),
            person.map_or("", |person| &person.email),
            &row.action,
            &row.subject,
            &row.ip,
            &row.request_id,
            &row.detail,
            &text(link.as_ref().map(|link| link.previous.to_string())),
            &text(link.as_ref().map(|link| link.hash.to_string())),
        ]));
    }
    Ok(())
}

fn write_lines(rows: Vec<EventRow>, part: &mut String) -> Result<(), Error> {
    for row in rows {
        let line = match row.link()? {
            Some(link) => Line::from(&link),
            None => Line {
                chain: chain_of(row.account_id),
                seq: None,
                at: row.at.to_rfc3339(),
                actor: row.actor_id.map(|UserId(id)| id),
                action: row.action,
                subject: row.subject,
                detail: row.detail,
                request_id: row.request_id,
                ip: row.ip,
                prev_hash: None,
                hash: None,
            },
        };
        let text = serde_json::to_string(&line).map_err(|error| Error::internal(error.to_string()))?;
        part.push_str(&text);
        part.push('\n');
    }
    Ok(())
}
