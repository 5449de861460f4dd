package vc

import (
	"testing"

	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

func (x *estate) store() (ds mo.Datastore) {
	x.Helper()
	x.props(x.ds.Reference(), &ds)
	return ds
}

func (x *estate) rescan(host string) {
	x.Helper()
	s, err := x.host(host).ConfigManager().StorageSystem(x.ctx)
	x.ok(err)
	x.ok(s.RescanAllHba(x.ctx))
}

func TestVolumeOnAServedLun(t *testing.T) {
	x := start(t).estate()
	ds := x.store()
	x.equal("mounted on all hosts", len(ds.Host), 4)
	x.equal("size", ds.Summary.Capacity, int64(200<<30))
	x.equal("extent", ds.Info.(*types.VmfsDatastoreInfo).Vmfs.Extent[0].DiskName, "naa.60030d9001")
	free, err := x.datastoreSystem("b1").QueryAvailableDisksForVmfs(x.ctx)
	x.ok(err)
	x.equal("free LUNs", len(free), 1)

	x.done(x.ds.Common.Rename(x.ctx, "renamed"))
	x.equal("volume name", x.store().Info.(*types.VmfsDatastoreInfo).Vmfs.Name, "renamed")
	x.ok(x.datastoreSystem("a1").Remove(x.ctx, x.ds))
	free, err = x.datastoreSystem("b1").QueryAvailableDisksForVmfs(x.ctx)
	x.ok(err)
	x.equal("free LUNs", len(free), 2)
}

func TestVolumeGrowsWithItsLun(t *testing.T) {
	x := start(t).estate()
	grown := Lun{NAA: "60030d9001", SizeMiB: 300 << 10}
	x.serve([]Lun{grown, testLuns[1]})
	x.refused(x.expand(), &types.HostConfigFault{}) // before the rescan nobody knows
	x.rescan("a1")
	x.ok(x.expand())
	x.equal("size", x.store().Summary.Capacity, int64(300<<30))

	dss := x.datastoreSystem("a1").Reference()
	opts, err := methods.QueryVmfsDatastoreExtendOptions(x.ctx, x.c, &types.QueryVmfsDatastoreExtendOptions{This: dss, Datastore: x.ds.Reference(), DevicePath: devicePath("naa.60030d9002")})
	x.ok(err)
	_, err = methods.ExtendVmfsDatastore(x.ctx, x.c, &types.ExtendVmfsDatastore{This: dss, Datastore: x.ds.Reference(), Spec: *opts.Returnval[0].Spec.(*types.VmfsDatastoreExtendSpec)})
	x.ok(err)
	x.equal("size with a second LUN", x.store().Summary.Capacity, int64(500<<30))
	x.equal("extents", len(x.store().Info.(*types.VmfsDatastoreInfo).Vmfs.Extent), 2)
}
