package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cordee/vcenter/vc"

	"github.com/vmware/govmomi"
	"github.com/vmware/govmomi/find"
	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/vim25/types"
)

const (
	first  = "naa.60030d900000000000000001"
	second = "naa.60030d900000000000000002"
)

func TestMain(m *testing.M) {
	log.SetOutput(io.Discard) // the simulator's library prints what it refuses
	os.Exit(m.Run())
}

// lab is the simulated vCenter with two hosts and the datastore `volume` on the first LUN.
type lab struct {
	*testing.T
	server *vc.Server
	// uuid is what this vCenter calls itself; what is compared says VC in its place.
	uuid string
	luns string
	env  map[string]string
}

func start(t *testing.T) *lab {
	t.Helper()
	l := &lab{T: t, luns: filepath.Join(t.TempDir(), "luns.json")}
	l.serve(200 << 10)
	simulator, err := vc.New(vc.Inventory{Datacenter: "dc", Hosts: []vc.Host{{Name: "a1", Site: "A", Cores: 8, MHz: 2000, MemoryMiB: 8 << 10}, {Name: "b1", Site: "B", Cores: 8, MHz: 2000, MemoryMiB: 8 << 10}}}, l.luns)
	l.ok(err)
	l.server, err = simulator.Serve("127.0.0.1:0")
	l.ok(err)
	t.Cleanup(l.server.Close)
	l.env = map[string]string{
		"VSPHERE_SERVER": l.server.URL.Host, "VSPHERE_USER": "someone", "VSPHERE_PASSWORD": "s3cret word", "VSPHERE_ALLOW_UNVERIFIED_SSL": "true",
	}
	client, err := govmomi.NewClient(context.Background(), l.loggedIn(), true)
	l.ok(err)
	l.uuid = client.ServiceContent.About.InstanceUuid
	l.makeDatastore()
	return l
}

func (l *lab) ok(err error) {
	l.Helper()
	if err != nil {
		l.Fatal(err)
	}
}

// serve says how large the storage serves the first LUN.
func (l *lab) serve(sizeMiB int64) {
	l.Helper()
	text, err := json.Marshal(map[string]any{"luns": []vc.Lun{{NAA: first, SizeMiB: sizeMiB, Number: 1}, {NAA: second, SizeMiB: 100 << 10, Number: 2}}})
	l.ok(err)
	l.ok(os.WriteFile(l.luns, text, 0o600))
}

func (l *lab) loggedIn() *url.URL {
	address := *l.server.URL
	address.User = url.UserPassword("lab", "lab")
	return &address
}

func (l *lab) makeDatastore() {
	l.Helper()
	ctx := context.Background()
	system := l.datastoreSystem(ctx)
	options, err := system.QueryVmfsDatastoreCreateOptions(ctx, "/vmfs/devices/disks/"+first)
	l.ok(err)
	spec := *options[0].Spec.(*types.VmfsDatastoreCreateSpec)
	spec.Vmfs.VolumeName = "volume"
	_, err = system.CreateVmfsDatastore(ctx, spec)
	l.ok(err)
}

func (l *lab) datastoreSystem(ctx context.Context) *object.HostDatastoreSystem {
	l.Helper()
	client, err := govmomi.NewClient(ctx, l.loggedIn(), true)
	l.ok(err)
	finder := find.NewFinder(client.Client)
	host, err := finder.HostSystem(ctx, "/dc/host/a1/a1")
	l.ok(err)
	system, err := host.ConfigManager().DatastoreSystem(ctx)
	l.ok(err)
	return system
}

// lose takes a site's hosts away, as the lab's control does.
func (l *lab) lose(site string) {
	l.Helper()
	client, err := govmomi.NewClient(context.Background(), l.loggedIn(), true)
	l.ok(err)
	answer, err := client.Client.Client.Client.Post("https://"+l.server.URL.Host+"/lab/sites/"+site+"/lose", "", nil)
	l.ok(err)
	answer.Body.Close()
	if answer.StatusCode != 200 {
		l.Fatal(answer.Status)
	}
}

// call runs the program; what it printed is compared whole.
func (l *lab) call(code int, out, errors string, args ...string) {
	l.Helper()
	var stdout, stderr bytes.Buffer
	got := safely(args, func(name string) string { return l.env[name] }, &stdout, &stderr)
	printed := strings.ReplaceAll(stdout.String(), l.uuid, "VC")
	if got != code || printed != line(out) || stderr.String() != line(errors) {
		l.Errorf("%v: code %d\n%s%s\nwant %d\n%s\n%s", args, got, printed, stderr.String(), code, out, errors)
	}
}

func line(text string) string {
	if text == "" {
		return ""
	}
	return text + "\n"
}

func sizes(before, after int) string {
	return sizesWithout("", before, after)
}

// sizesWithout is the same where the hosts named in away, as JSON, could not be asked.
func sizesWithout(away string, before, after int) string {
	return fmt.Sprintf(`{"vcenter":"VC","asked":[],"datastore":"volume","hosts":["a1","b1"],"away":[%s],"beforeMib":%d,"afterMib":%d}`, away, before, after)
}

func TestShowsAndChangesNothing(t *testing.T) {
	l := start(t)
	l.serve(300 << 10)
	l.call(0, sizes(200<<10, 200<<10), "", "show", "--device", first)
	l.call(0, sizes(200<<10, 200<<10), "", "show", "--device", strings.ToUpper(first))
	l.call(0, `{"vcenter":"VC","asked":[],"datastore":null,"hosts":[],"away":[],"beforeMib":0,"afterMib":0}`, "", "show", "--device", second)
}

func TestExpandsToTheLunAndThenHasNothingToDo(t *testing.T) {
	l := start(t)
	l.call(0, sizes(200<<10, 200<<10), "", "expand", "--device", first)
	l.serve(300 << 10)
	l.call(0, sizes(200<<10, 300<<10), "", "expand", "--device", first)
	l.call(0, sizes(300<<10, 300<<10), "", "expand", "--device", first)
	l.call(0, sizes(300<<10, 300<<10), "", "show", "--device", first)
	l.call(0, `{"vcenter":"VC","asked":[],"datastore":null,"hosts":[],"away":[],"beforeMib":0,"afterMib":0}`, "", "expand", "--device", second)
}

func TestAHostThatIsAwayIsNamed(t *testing.T) {
	l := start(t)
	l.serve(300 << 10)
	l.lose("B")
	l.call(0, sizesWithout(`{"name":"b1","state":"notResponding"}`, 200<<10, 300<<10), "cordee-vmfs: b1 is notResponding: rescan its storage when it is back (volume)", "expand", "--device", first)
}

func TestWithoutAnyHostNothingIsDone(t *testing.T) {
	l := start(t)
	l.lose("A")
	l.lose("B")
	l.call(1, "", "cordee-vmfs: a1 is notResponding: rescan its storage when it is back (volume)\n"+
		"cordee-vmfs: b1 is notResponding: rescan its storage when it is back (volume)\n"+
		"cordee-vmfs: no connected host mounts the datastore volume: it cannot be expanded", "expand", "--device", first)
}

// A vCenter that knows neither the hosts nor the LUN has no datastore on it, and that says nothing.
func TestSaysWhichHostsShowTheLun(t *testing.T) {
	l := start(t)
	l.serveFresh("a1", "b1")
	blind := `{"vcenter":"VC","asked":[{"name":"a1","state":"connected","sees":false},{"name":"c1","state":"missing","sees":false}],"datastore":null,"hosts":[],"away":[],"beforeMib":0,"afterMib":0}`
	l.call(0, blind, "", "show", "--device", fresh, "--host", "a1", "--host", "c1")
	if l.shown(fresh) {
		t.Error("show has rescanned")
	}
	seen := strings.ReplaceAll(blind, "false},{", "true},{")
	l.call(0, seen, "", "expand", "--device", fresh, "--host", "a1", "--host", "c1")
	l.call(0, seen, "", "show", "--device", fresh, "--host", "a1", "--host", "c1")
	l.lose("A")
	away := strings.ReplaceAll(blind, "connected", "notResponding")
	l.call(0, away, "", "show", "--device", fresh, "--host", "a1", "--host", "c1")
}

// A device that was taken away stays listed while a datastore is mounted on it.
func TestALostLunIsNotSeen(t *testing.T) {
	appearing = between
	l := start(t)
	one := `{"vcenter":"VC","asked":[{"name":"a1","state":"connected","sees":true}],` + strings.TrimPrefix(sizes(200<<10, 200<<10), `{"vcenter":"VC","asked":[],`)
	l.call(0, one, "", "show", "--device", first, "--host", "a1")
	l.ok(os.WriteFile(l.luns, []byte(`{"luns":[]}`), 0o600))
	l.call(0, `{"hosts":[{"name":"a1","state":"connected","sees":false}]}`, "", "rescan", "--device", first, "--host", "a1")
	l.call(0, strings.Replace(one, "true", "false", 1), "", "show", "--device", first, "--host", "a1")
}

func TestErrorsAreOneLineWithoutThePassword(t *testing.T) {
	l := start(t)
	const usage = "usage: cordee-vmfs show|expand --device naa.… [--host NAME …], cordee-vmfs rescan --device naa.… --host NAME [--host NAME …], cordee-vmfs files --datastore NAME"
	l.call(1, "", "cordee-vmfs: "+usage)
	l.call(1, "", "cordee-vmfs: "+usage, "grow", "--device", first)
	l.call(1, "", `cordee-vmfs: --device "naa." is no name of a LUN (naa.60030d90…); `+usage, "show", "--device", "naa.")
	l.call(1, "", "cordee-vmfs: flag provided but not defined: -disk; "+usage, "show", "--disk", first)
	l.call(1, "", "cordee-vmfs: flag provided but not defined: -host; "+usage, "files", "--datastore", "volume", "--host", "a1")
	l.call(1, "", "cordee-vmfs: rescan needs --host; "+usage, "rescan", "--device", first)

	l.env["VSPHERE_ALLOW_UNVERIFIED_SSL"] = "perhaps"
	l.call(1, "", `cordee-vmfs: VSPHERE_ALLOW_UNVERIFIED_SSL is "perhaps": true or false`, "show", "--device", first)
	host := l.env["VSPHERE_SERVER"]
	l.env["VSPHERE_ALLOW_UNVERIFIED_SSL"] = ""
	l.call(1, "", fmt.Sprintf(`cordee-vmfs: %s as someone: Post "https://%s/sdk": tls: failed to verify certificate: x509: certificate signed by unknown authority`, host, host), "show", "--device", first)
	l.env["VSPHERE_SERVER"] = "127.0.0.1:1"
	l.call(1, "", `cordee-vmfs: 127.0.0.1:1 as someone: Post "https://127.0.0.1:1/sdk": dial tcp 127.0.0.1:1: connect: connection refused`, "show", "--device", first)
	l.env["VSPHERE_SERVER"] = ""
	l.call(1, "", "cordee-vmfs: VSPHERE_SERVER is not set", "show", "--device", first)
}

func TestAPasswordThatAnErrorRepeatsIsHidden(t *testing.T) {
	var errors bytes.Buffer
	report(&errors, fmt.Errorf("login of\nsomeone with hunter2 failed"), func(string) string { return "hunter2" })
	if errors.String() != "cordee-vmfs: login of someone with … failed\n" {
		t.Error(errors.String())
	}
}
