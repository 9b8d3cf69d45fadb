import app from './app.json'
import billing from './billing.json'
import desk from './desk.json'
import problems from './problems.json'
import pub from './public.json'
import records from './records.json'
import reports from './reports.json'
import setup from './setup.json'
import signup from './signup.json'
import team from './team.json'

export default {
  ...app,
  ...billing,
  ...desk,
  ...problems,
  ...pub,
  ...records,
  ...reports,
  ...setup,
  ...signup,
  ...team,
}
